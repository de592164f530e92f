    .intel_syntax noprefix
    .include "abi.s"

# mutex: what one thread at a time holds. Zeros are one that nobody holds.
#
#   +0  the id + 1 of who holds it, 0 if nobody does
#   +8  the queue of those who want it
#
# Who gives it back hands it to the first in the queue: nobody can get in between.

    .equ WAITERS, 8

    .text

# mutex_lock
#
#   in    rdi: the mutex
#   out   rax: 0, or -35 (EDEADLK) if the running thread holds it already

    .globl mutex_lock
    .type mutex_lock, @function
mutex_lock:
    mov eax, SYS_GETTID
    syscall
    inc rax
    mov rdx, [rdi]
    test rdx, rdx
    jnz 1f
    mov [rdi], rax
    xor eax, eax
    ret
1:  cmp rdx, rax
    je 2f
    sub rsp, 8
    mov rsi, rdi
    mov rdx, rdi
    add rdi, WAITERS
    call wait_in
    add rsp, 8
    xor eax, eax
    ret
2:  mov rax, -EDEADLK
    ret
    .size mutex_lock, . - mutex_lock

# mutex_try_lock
#
#   in    rdi: the mutex
#   out   rax: 0, or -16 (EBUSY) if somebody holds it

    .globl mutex_try_lock
    .type mutex_try_lock, @function
mutex_try_lock:
    cmp qword ptr [rdi], 0
    jne 1f
    mov eax, SYS_GETTID
    syscall
    inc rax
    mov [rdi], rax
    xor eax, eax
    ret
1:  mov rax, -EBUSY
    ret
    .size mutex_try_lock, . - mutex_try_lock

# mutex_unlock
#
#   in    rdi: the mutex
#   out   rax: 0, or -1 (EPERM) if the running thread does not hold it

    .globl mutex_unlock
    .type mutex_unlock, @function
mutex_unlock:
    mov eax, SYS_GETTID
    syscall
    inc rax
    cmp [rdi], rax
    jne 1f
    push rdi
    add rdi, WAITERS
    call wake_first
    pop rdi
    inc rax
    mov [rdi], rax
    xor eax, eax
    ret
1:  mov rax, -EPERM
    ret
    .size mutex_unlock, . - mutex_unlock
