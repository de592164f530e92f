    .intel_syntax noprefix
    .include "include/reader.s"

# The tasks of poll-all.s, with an executor that polls only what has been woken: each once to begin with, and once when
# something has arrived.

    .equ TASKS, 5

    .text
    .globl main
    .type main, @function
main:
    push rbx
    xor ebx, ebx
1:  inc ebx
    imul edi, ebx, 200
    mov esi, ebx
    call reader
    mov rdi, rax
    call spawn_local
    lea rdi, [rip+handles-8]
    mov [rdi+rbx*8], rax
    cmp ebx, TASKS
    jb 1b
    xor ebx, ebx
2:  lea rdi, [rip+handles]
    mov rdi, [rdi+rbx*8]
    call block_on
    inc ebx
    cmp ebx, TASKS
    jb 2b
    lea rdi, [rip+polled]
    mov rsi, [rip+polls]
    call print_values
    xor eax, eax
    pop rbx
    ret

    .section .rodata
polled:
    .asciz "% polls\n"

    .bss
    .balign 8
handles:
    .zero 8 * TASKS
