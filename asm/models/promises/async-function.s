    .intel_syntax noprefix

# The chapter's async function, as a compiler makes it a state machine:
#
#   async function run() {
#     await timer(200);
#     await timer(100);
#     await timer(50);
#     console.log("I'm the last one");
#   }
#
#   Frame: 16 bytes, on the heap from the call to the end
#     0x00 state: after how many awaits it is      0x08 the promise that the call has answered with

    .equ STATE, 0x00
    .equ PROMISE, 0x08
    .equ FRAME_SIZE, 0x10

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    call run
    mov rdi, rax
    call promise_release            # nobody waits for its end
    call run_promises
    xor eax, eax
    add rsp, 8
    ret

# run: -> rax: its promise. It is eager: its code runs up to the first await before the call is over.

    .type run, @function
run:
    push rbx
    push r12
    sub rsp, 8
    mov edi, FRAME_SIZE
    call malloc
    mov rbx, rax
    call promise_new
    mov r12, rax
    mov QWORD PTR [rbx+STATE], 0
    mov [rbx+PROMISE], rax
    mov rsi, rbx
    call step
    mov rax, r12
    add rsp, 8
    pop r12
    pop rbx
    ret

# step: from where it was to the next await, or to the end. What it awaits calls it when it is fulfilled.
#
#   in    rdi: what has come of the await, rsi: the frame

    .type step, @function
step:
    mov rax, [rsi+STATE]
    inc QWORD PTR [rsi+STATE]
    lea rdx, [rip+states]
    jmp [rdx+rax*8]
start:
    mov edi, 200
    jmp await_timer
after_200:
    mov edi, 100
    jmp await_timer
after_100:
    mov edi, 50
    jmp await_timer
after_50:
    push rbx
    mov rbx, rsi
    lea rdi, [rip+last]
    call print
    mov rdi, [rbx+PROMISE]
    xor esi, esi
    call promise_fulfill
    mov rdi, rbx
    pop rbx
    jmp free

    .section .rodata
    .balign 8
states:
    .quad start, after_200, after_100, after_50
    .text

# edi: how long, rsi: the frame

    .type await_timer, @function
await_timer:
    push rsi
    call timer
    mov rdi, rax
    lea rsi, [rip+step]
    lea rdx, [rip+throws]
    pop rcx
    jmp promise_await

# What it awaits has been rejected, and nothing in it catches that: so is its own promise.
#
#   in    rdi: why, rsi: the frame

    .type throws, @function
throws:
    push rsi
    mov rax, rdi
    mov rdi, [rsi+PROMISE]
    mov rsi, rax
    call promise_reject
    pop rdi
    jmp free

    .section .rodata
last:
    .asciz "I'm the last one\n"
