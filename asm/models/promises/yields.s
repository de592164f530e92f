    .intel_syntax noprefix

# As many tasks as the argument says, each of which lets the others run three times and counts:
#
#   async function task() {
#     for (let turns = 0; turns < 3; turns++) {
#       await null;
#       counted++;
#     }
#     finished++;
#   }
#
#   Frame: 16 bytes, on the heap
#     0x00 how often it has had its turn
#     0x08 the promise that the call has answered with

    .equ TAKEN, 0x00
    .equ PROMISE, 0x08
    .equ FRAME_SIZE, 0x10

    .equ TASKS, 100
    .equ TURNS, 3

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
    mov QWORD PTR [rbx+TAKEN], 0
    mov [rbx+PROMISE], rax
    mov rdi, rbx
    call gives_way
    mov rax, r12
    add rsp, 8
    pop r12
    pop rbx
    ret

# rdi: a frame; it goes on when a promise is fulfilled that is fulfilled already

    .type gives_way, @function
gives_way:
    push rbx
    push rdi
    sub rsp, 8
    call promise_new
    mov rbx, rax
    mov rdi, rax
    xor esi, esi
    call promise_fulfill
    mov rdi, rbx
    lea rsi, [rip+task]
    xor edx, edx
    add rsp, 8
    pop rcx
    pop rbx
    jmp promise_await

# task: the rest of the async function, from behind its await.
#
#   in    rsi: the frame

    .type task, @function
task:
    inc QWORD PTR [rip+counted]
    mov rdi, rsi
    inc QWORD PTR [rdi+TAKEN]
    cmp QWORD PTR [rdi+TAKEN], TURNS
    jb gives_way
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
