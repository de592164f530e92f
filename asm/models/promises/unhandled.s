    .intel_syntax noprefix

# A promise that is rejected, and nobody has said what is to happen then: the program ends with status 1.

    .text
    .globl main
    .type main, @function
main:
    push rbx
    call promise_new
    mov rbx, rax
    mov rdi, rax
    mov esi, 42
    call promise_reject
    mov rdi, rbx
    mov esi, 43
    call promise_reject             # settled is settled
    mov rsi, rax
    lea rdi, [rip+again]
    call print_values
    mov rdi, rbx
    call promise_release
    lea rdi, [rip+not_printed]
    call print
    xor eax, eax
    pop rbx
    ret

    .section .rodata
again:
    .asciz "rejected again: %\n"
not_printed:
    .asciz "not printed\n"
