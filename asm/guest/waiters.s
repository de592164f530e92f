    .intel_syntax noprefix
    .include "abi.s"

# waiters: a queue of threads that wait for something. Each puts itself into it with a node on its own stack, which
# stays where it is until the thread goes on.
#
#   queue   +0 the first node, 0 if there is none      +8 the last one
#   node    +0 the next one      +8 the thread's id      +16 whether it has been woken
#
# Neither is interrupted by --quantum, nor are the functions of mutex.s, condition.s and semaphore.s.

    .text

# wait_in: puts the running thread at the end of a queue, and waits until wake_first has taken it out.
#
#   in    rdi: the queue
#         rsi: what it is the queue of, to be shown
#         rdx: where the id + 1 of who holds that stands, 0 if nobody can

    .globl wait_in
    .type wait_in, @function
wait_in:
    push rbx
    push rbp
    sub rsp, 24
    mov rbx, rsi
    mov rbp, rdx
    mov eax, SYS_GETTID
    syscall
    mov qword ptr [rsp], 0
    mov [rsp+8], rax
    mov qword ptr [rsp+16], 0
    mov rax, [rdi+8]
    test rax, rax
    cmovz rax, rdi
    mov [rax], rsp
    mov [rdi+8], rsp
1:  mov rdi, rbx
    mov rsi, rbp
    mov eax, SYS_PARK_FOR
    call blocking_call
    cmp qword ptr [rsp+16], 0       # the program may unpark threads for reasons of its own
    je 1b
    add rsp, 24
    pop rbp
    pop rbx
    ret
    .size wait_in, . - wait_in

# wake_first: takes the first thread out of a queue.
#
#   in    rdi: the queue
#   out   rax: the thread's id, -1 if there is none

    .globl wake_first
    .type wake_first, @function
wake_first:
    mov rdx, [rdi]
    mov rax, -1
    test rdx, rdx
    jz 2f
    mov rax, [rdx]
    mov [rdi], rax
    test rax, rax
    jnz 1f
    mov [rdi+8], rax
1:  mov qword ptr [rdx+16], 1
    mov rdx, [rdx+8]
    mov rdi, rdx
    mov eax, SYS_UNPARK
    syscall
    mov rax, rdx
2:  ret
    .size wake_first, . - wake_first
