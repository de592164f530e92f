    .intel_syntax noprefix
    .include "abi.s"

# semaphore: so many of something are there to be taken.
#
#   +0  how many are there
#   +8  the queue of those who want one

    .equ WAITERS, 8

    .text

# semaphore_init
#
#   in    rdi: the semaphore      rsi: how many there are
#   out   rax: 0, or -22 (EINVAL) if that is negative

    .globl semaphore_init
    .type semaphore_init, @function
semaphore_init:
    test rsi, rsi
    js 1f
    mov [rdi], rsi
    mov qword ptr [rdi+WAITERS], 0
    mov qword ptr [rdi+WAITERS+8], 0
    xor eax, eax
    ret
1:  mov rax, -EINVAL
    ret
    .size semaphore_init, . - semaphore_init

# semaphore_wait: takes one; waits until there is one.
#
#   in    rdi: the semaphore
#   out   rax: 0

    .globl semaphore_wait
    .type semaphore_wait, @function
semaphore_wait:
    cmp qword ptr [rdi], 0
    je 1f
    dec qword ptr [rdi]
    xor eax, eax
    ret
1:  sub rsp, 8
    mov rsi, rdi
    xor edx, edx
    add rdi, WAITERS
    call wait_in
    add rsp, 8
    xor eax, eax
    ret
    .size semaphore_wait, . - semaphore_wait

# semaphore_post: gives one; the thread that has waited longest gets it.
#
#   in    rdi: the semaphore
#   out   rax: 0, or -75 (EOVERFLOW) if that would be more than 2^63 - 1

    .globl semaphore_post
    .type semaphore_post, @function
semaphore_post:
    push rbx
    mov rbx, rdi
    add rdi, WAITERS
    call wake_first
    test rax, rax
    jns 1f
    mov rax, [rbx]
    inc rax
    jo 2f
    mov [rbx], rax
1:  xor eax, eax
    pop rbx
    ret
2:  mov rax, -EOVERFLOW
    pop rbx
    ret
    .size semaphore_post, . - semaphore_post
