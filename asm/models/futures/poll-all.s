    .intel_syntax noprefix
    .include "include/reader.s"

# An executor for any number of tasks, which polls all of them in a loop. Nobody tells it when that is worth while, so
# nearly all of its polls are for nothing. poll-woken.s has the same tasks.

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
    lea rdi, [rip+tasks-8]
    mov [rdi+rbx*8], rax
    cmp ebx, TASKS
    jb 1b
    lea rdi, [rip+tasks]
    mov esi, TASKS
    call run_all
    lea rdi, [rip+polled]
    mov rsi, [rip+polls]
    call print_values
    xor eax, eax
    pop rbx
    ret

# run_all: rdi: where the addresses of futures stand, rsi: how many there are; all are dropped then

    .type run_all, @function
run_all:
    push rbx
    push r12
    push r13
    push r14
    sub rsp, 8
    mov r12, rdi
    mov r13, rsi
1:  xor r14d, r14d                  # how many are not ready
    xor ebx, ebx
2:  lea rdi, [r12+rbx*8]
    cmp QWORD PTR [rdi], 0
    je 3f
    lea rsi, [rip+noop_context]
    call await_future
    cmp eax, READY
    je 3f
    inc r14
3:  inc rbx
    cmp rbx, r13
    jb 2b
    test r14, r14
    jz 4f
    mov edi, 1
    call sleep_ms
    jmp 1b
4:  add rsp, 8
    pop r14
    pop r13
    pop r12
    pop rbx
    ret

    .section .rodata
polled:
    .asciz "% polls\n"

    .bss
    .balign 8
tasks:
    .zero 8 * TASKS
