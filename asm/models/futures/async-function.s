    .intel_syntax noprefix

# The chapter's async function, as a compiler makes it a state machine of futures:
#
#   async fn run() {
#       timer(200).await;
#       timer(100).await;
#       timer(50).await;
#       println!("I'm the last one");
#   }
#
# promises/async-function.s has it with promises: there what is awaited calls, here the executor polls.
#
#   Run: 24 bytes
#     0x00 -> its functions      0x08 state: at which await it is
#     0x10 -> the timer's future, 0 while it is not there

    .equ STATE, 0x08
    .equ TIMER, 0x10
    .equ RUN_SIZE, 0x18

    .equ PENDING, 0
    .equ READY, 1

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, RUN_SIZE
    call malloc
    lea rcx, [rip+run_functions]
    mov [rax], rcx
    mov QWORD PTR [rax+STATE], 0
    mov QWORD PTR [rax+TIMER], 0
    mov rdi, rax
    call block_on
    xor eax, eax
    add rsp, 8
    ret

    .type poll_run, @function
poll_run:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+TIMER], 0
    jne 2f
1:  mov rax, [rbx+STATE]
    lea rcx, [rip+delays]
    mov edi, [rcx+rax*4]
    call timer_future
    mov [rbx+TIMER], rax
2:  lea rdi, [rbx+TIMER]
    mov rsi, r12
    call await_future
    cmp eax, PENDING
    je 3f
    inc QWORD PTR [rbx+STATE]
    cmp QWORD PTR [rbx+STATE], 3
    jb 1b
    lea rdi, [rip+last]
    call print
    mov eax, READY
3:  add rsp, 8
    pop r12
    pop rbx
    ret

    .type drop_run, @function
drop_run:
    push rdi
    mov rdi, [rdi+TIMER]
    call drop_future
    pop rdi
    jmp free

    .section .data.rel.ro
    .balign 8
run_functions:
    .quad poll_run, drop_run

    .section .rodata
    .balign 4
delays:
    .long 200, 100, 50
last:
    .asciz "I'm the last one\n"
