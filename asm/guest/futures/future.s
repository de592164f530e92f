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

# drop_future: rdi: a future that nobody polls any more, with its value or without

    .globl drop_future
    .type drop_future, @function
drop_future:
    mov rax, [rdi]
    jmp [rax+DROP]
    .size drop_future, . - drop_future

    .bss
    .balign 8
    .globl polls
polls:
    .zero 8                         # how many there have been
