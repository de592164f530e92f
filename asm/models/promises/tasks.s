    .intel_syntax noprefix

# As many tasks as the argument says, each of which waits 10 ms three times and counts:
#
#   async function task() {
#     for (let waits = 0; waits < 3; waits++) {
#       await timer(10);
#       counted++;
#     }
#     finished++;
#   }
#
#   Frame: 16 bytes, on the heap
#     0x00 how often it has waited
#     0x08 the promise that the call has answered with

    .equ WAITED, 0x00
    .equ PROMISE, 0x08
    .equ FRAME_SIZE, 0x10

    .equ TASKS, 100
    .equ WAITS, 3
    .equ DELAY, 10

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edx, TASKS
    call argument
    mov rbx, rax
    test rbx, rbx
    jz 2f
1:  call start
    mov rdi, rax
    call promise_release
    dec rbx
    jnz 1b
2:  call run_promises
    mov rsi, [rip+finished]
    mov rdx, [rip+counted]
    lea rdi, [rip+result]
    call print_values
    xor eax, eax
    pop rbx
    ret

# start: calls the async function -> rax: its promise

    .type start, @function
start:
    push rbx
    push r12
    sub rsp, 8
    mov edi, FRAME_SIZE
    call malloc
    mov rbx, rax
    call promise_new
    mov r12, rax
    mov QWORD PTR [rbx+WAITED], 0
    mov [rbx+PROMISE], rax
    mov rdi, rbx
    call waits
    mov rax, r12
    add rsp, 8
    pop r12
    pop rbx
    ret

# rdi: a frame; it goes on when a timer is over

    .type waits, @function
waits:
    push rdi
    mov edi, DELAY
    call timer
    mov rdi, rax
    lea rsi, [rip+task]
    xor edx, edx
    pop rcx
    jmp promise_await

# task: the rest of the async function, from behind its await.
#
#   in    rsi: the frame

    .type task, @function
task:
    inc QWORD PTR [rip+counted]
    mov rdi, rsi
    inc QWORD PTR [rdi+WAITED]
    cmp QWORD PTR [rdi+WAITED], WAITS
    jb waits
    inc QWORD PTR [rip+finished]
    push rdi
    mov rdi, [rdi+PROMISE]
    xor esi, esi
    call promise_fulfill
    pop rdi
    jmp free
    .size task, . - task

    .section .rodata
result:
    .asciz "% tasks have counted to %\n"

    .bss
    .balign 8
finished:
    .zero 8
counted:
    .zero 8
