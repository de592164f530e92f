    .intel_syntax noprefix
    .include "include/reader.s"

# The two sockets of busy-loop.s, polled in turns by a loop that knows that there are two: two seconds.

    .text
    .globl main
    .type main, @function
main:
    push rbx
    sub rsp, 16                     # rsp: one future, rsp + 8: the other; 0 when it is done
    mov edi, 2000
    mov esi, 1
    call reader
    mov [rsp], rax
    mov edi, 2000
    mov esi, 2
    call reader
    mov [rsp+8], rax
1:  mov rdi, rsp
    call poll_unless_done
    lea rdi, [rsp+8]
    call poll_unless_done
    mov rax, [rsp]
    or rax, [rsp+8]
    jz 2f
    mov edi, 1
    call sleep_ms
    jmp 1b
2:  lea rdi, [rip+polled]
    mov rsi, [rip+polls]
    call print_values
    xor eax, eax
    add rsp, 16
    pop rbx
    ret

# rdi: where the address of a future stands, or 0

    .type poll_unless_done, @function
poll_unless_done:
    cmp QWORD PTR [rdi], 0
    je 1f
    lea rsi, [rip+noop_context]
    jmp await_future
1:  ret

    .section .rodata
polled:
    .asciz "% polls\n"
