    .intel_syntax noprefix
    .include "include/reader.s"

# Eight jobs that block for a second each, on a pool of four workers: two seconds. The executor's own thread is free
# meanwhile: a reader goes on with what has arrived.

    .equ JOBS, 8

    .text
    .globl main
    .type main, @function
main:
    push rbx
    push r12
    sub rsp, 8
    xor ebx, ebx
1:  inc ebx
    mov edi, 1000
    mov esi, ebx
    call spawn_blocking
    mov rdi, rax
    call spawn_local
    lea rdi, [rip+jobs-8]
    mov [rdi+rbx*8], rax
    cmp ebx, JOBS
    jb 1b
    mov edi, 500
    mov esi, 1
    call reader
    mov rdi, rax
    call block_on
    xor ebx, ebx
    xor r12d, r12d                  # the sum of the results
2:  lea rdi, [rip+jobs]
    mov rdi, [rdi+rbx*8]
    call block_on
    add r12, rax
    inc ebx
    cmp ebx, JOBS
    jb 2b
    lea rdi, [rip+results]
    mov rsi, r12
    call print_at_time
    xor eax, eax
    add rsp, 8
    pop r12
    pop rbx
    ret

    .section .rodata
results:
    .asciz "The sum of the results is % at time: %.%%.\n"

    .bss
    .balign 8
jobs:
    .zero 8 * JOBS
