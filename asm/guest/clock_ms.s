    .intel_syntax noprefix
    .include "abi.s"

# clock_ms: what the virtual clock shows.
#
#   out   rax: milliseconds since the program began, or the negative number of an error

    .text
    .globl clock_ms
    .type clock_ms, @function
clock_ms:
    sub rsp, 24
    mov edi, CLOCK_MONOTONIC
    mov rsi, rsp
    mov eax, SYS_CLOCK_GETTIME
    syscall
    mov rax, [rsp+8]
    xor edx, edx
    mov ecx, 1000000
    div rcx
    imul rcx, [rsp], 1000
    add rax, rcx
    add rsp, 24
    ret
    .size clock_ms, . - clock_ms
