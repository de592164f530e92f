    .intel_syntax noprefix
    .include "include/reader.s"

# Many requests at once, as many as the argument says: a task each, and an answer after half a second. Their handles are
# awaited one after the other, which takes no longer than the longest of them.

    .equ REQUESTS, 100

    .text
    .globl main
    .type main, @function
main:
    push rbx
    push r12
    push r13
    push r14
    sub rsp, 8
    mov edx, REQUESTS
    call argument
    mov rbx, rax
    lea rdi, [rax*8]
    call malloc
    mov r12, rax                    # the handles
    xor r13d, r13d
    xor r14d, r14d                  # the sum of the answers
    test rbx, rbx
    jz 3f
1:  mov edi, 500
    lea rsi, [r13+1]
    call socket_future
    mov rdi, rax
    call spawn_local
    mov [r12+r13*8], rax
    inc r13
    cmp r13, rbx
    jb 1b
2:  dec r13
    mov rdi, [r12+r13*8]
    call block_on
    add r14, rax
    test r13, r13
    jnz 2b
3:  mov rsi, rbx
    lea rdi, [rip+requests]
    call print_values
    mov rsi, r14
    lea rdi, [rip+answers]
    call print_at_time
    mov rdi, r12
    call free
    xor eax, eax
    add rsp, 8
    pop r14
    pop r13
    pop r12
    pop rbx
    ret

    .section .rodata
requests:
    .asciz "% requests\n"
answers:
    .asciz "The sum of the answers is % at time: %.%%.\n"
