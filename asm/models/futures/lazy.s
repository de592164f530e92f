    .intel_syntax noprefix
    .include "include/reader.s"

# A future is lazy: what it stands for begins when it is polled. This one is made at 0 s and waited for at 1 s, and its
# socket takes a second. promises/eager.s has the opposite.

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, 1000
    mov esi, 1
    call reader
    mov rbx, rax
    lea rdi, [rip+made]
    mov esi, 1
    call print_at_time
    mov edi, 1000
    call sleep_ms
    lea rdi, [rip+waited_for]
    mov esi, 1
    call print_at_time
    mov rdi, rbx
    call block_on
    xor eax, eax
    pop rbx
    ret

    .section .rodata
made:
    .asciz "Future % is made at time: %.%%.\n"
waited_for:
    .asciz "Future % is waited for at time: %.%%.\n"
