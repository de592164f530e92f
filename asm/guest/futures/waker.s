    .intel_syntax noprefix
    .include "futures/layouts.s"

# Wakers: how a future says that it is worth while to poll it again, whoever the executor is.

    .text

# waker_clone: rdi: a Waker      rsi: where another one for the same is made

    .globl waker_clone
    .type waker_clone, @function
waker_clone:
    push rsi
    mov rax, [rdi+WAKER_FUNCTIONS]
    mov rdi, [rdi+WAKER_DATA]
    call [rax+CLONE]
    pop rsi
    mov [rsi+WAKER_DATA], rax
    mov [rsi+WAKER_FUNCTIONS], rdx
    ret
    .size waker_clone, . - waker_clone

# waker_wake: rdi: a Waker, which is used up; nothing happens when there is none

    .globl waker_wake
    .type waker_wake, @function
waker_wake:
    mov edx, WAKE
    jmp use
    .size waker_wake, . - waker_wake

# waker_drop: the same without waking anybody

    .globl waker_drop
    .type waker_drop, @function
waker_drop:
    mov edx, WAKER_DROP
    jmp use
    .size waker_drop, . - waker_drop

# rdi: where a Waker may be, which is used up, edx: which of its functions is called

    .type use, @function
use:
    mov rax, [rdi+WAKER_FUNCTIONS]
    test rax, rax
    jz 1f
    mov QWORD PTR [rdi+WAKER_FUNCTIONS], 0
    mov rdi, [rdi+WAKER_DATA]
    jmp [rax+rdx]
1:  ret
    .size use, . - use

# waker_wake_by_ref: rdi: a Waker, which stays

    .globl waker_wake_by_ref
    .type waker_wake_by_ref, @function
waker_wake_by_ref:
    mov rax, [rdi+WAKER_FUNCTIONS]
    mov rdi, [rdi+WAKER_DATA]
    jmp [rax+WAKE_BY_REF]
    .size waker_wake_by_ref, . - waker_wake_by_ref

# The waker of who polls anyway and needs not be told.

    .type noop_clone, @function
noop_clone:
    xor eax, eax
    lea rdx, [rip+noop_functions]
    ret

    .type noop, @function
noop:
    ret

    .section .data.rel.ro
    .balign 8
noop_functions:
    .quad noop_clone, noop, noop, noop
noop_waker:
    .quad 0, noop_functions

    .globl noop_context
noop_context:
    .quad noop_waker
