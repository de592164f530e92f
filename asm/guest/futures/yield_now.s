    .intel_syntax noprefix
    .include "futures/layouts.s"

# yield_now: a future that lets the other tasks run once: it wakes its own task, so that comes again, behind them.
#
#   Yield: 16 bytes
#     0x00 -> its functions
#     0x08 whether it has been polled

    .equ HAS_YIELDED, 0x08
    .equ YIELD_SIZE, 0x10

    .text

# -> rax: the future

    .globl yield_now
    .type yield_now, @function
yield_now:
    sub rsp, 8
    mov edi, YIELD_SIZE
    call malloc
    lea rcx, [rip+functions]
    mov [rax], rcx
    mov QWORD PTR [rax+HAS_YIELDED], 0
    add rsp, 8
    ret
    .size yield_now, . - yield_now

    .type poll, @function
poll:
    cmp QWORD PTR [rdi+HAS_YIELDED], 0
    jne 1f
    mov QWORD PTR [rdi+HAS_YIELDED], 1
    sub rsp, 8
    mov rdi, [rsi]
    call waker_wake_by_ref
    add rsp, 8
    mov eax, PENDING
    ret
1:  xor edx, edx
    mov eax, READY
    ret
    .size poll, . - poll

    .section .data.rel.ro
    .balign 8
functions:
    .quad poll, free
