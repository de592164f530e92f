    .intel_syntax noprefix
    .include "abi.s"

# sleep_ms: waits for a time of the virtual clock.
#
#   in    rdi: milliseconds
#   out   rax: 0, or -22 (EINVAL) for a negative time

    .text
    .globl sleep_ms
    .type sleep_ms, @function
sleep_ms:
    sub rsp, 24
    mov rax, rdi
    cqo
    mov ecx, 1000
    idiv rcx
    imul rdx, rdx, 1000000
    mov [rsp], rax
    mov [rsp+8], rdx
    mov rdi, rsp
    xor esi, esi
    mov eax, SYS_NANOSLEEP
    call blocking_call
    add rsp, 24
    ret
    .size sleep_ms, . - sleep_ms
