    .intel_syntax noprefix
    .include "futures/layouts.s"

# Futures: things that may have a value later. They are lazy, nothing happens until one is polled, and inert, nothing
# polls them again unless their waker has asked for it.

    .text

# poll_future: asks a future whether it has its value. Not to be done again when it has answered READY.
#
#   in    rdi: the future      rsi: the Context
#   out   eax: PENDING, or READY, rdx: the value

    .globl poll_future
    .type poll_future, @function
poll_future:
    inc QWORD PTR [rip+polls]
    mov rax, [rdi]
    jmp [rax+POLL]
    .size poll_future, . - poll_future

# await_future: what an async function does at an await, each time it is polled there. When the future is ready, it is
# dropped.
#
#   in    rdi: where the address of the future stands, 0 from then on      rsi: the Context
#   out   eax: PENDING, or READY, rdx: the value

    .globl await_future
    .type await_future, @function
await_future:
    push rbx
    mov rbx, rdi
    mov rdi, [rbx]
    call poll_future
    cmp eax, READY
    jne 1f
    mov rdi, [rbx]
    mov QWORD PTR [rbx], 0
    mov rbx, rdx
    call drop_future
    mov rdx, rbx
    mov eax, READY
1:  pop rbx
    ret
    .size await_future, . - await_future

# drop_future: rdi: a future that nobody polls any more, with its value or without; or 0

    .globl drop_future
    .type drop_future, @function
drop_future:
    test rdi, rdi
    jz 1f
    mov rax, [rdi]
    jmp [rax+DROP]
1:  ret
    .size drop_future, . - drop_future

    .bss
    .balign 8
    .globl polls
polls:
    .zero 8                         # how many there have been
