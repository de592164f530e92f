    .intel_syntax noprefix
    .include "abi.s"

# condition: what threads wait for that hold a mutex; a queue of them. Zeros are one that nobody waits for.
#
# Who has been woken holds the mutex again, but others may have had it before: ask again whether it is so.

    .text

# condition_wait: gives the mutex back while it waits.
#
#   in    rdi: the condition      rsi: the mutex
#   out   rax: 0, or -1 (EPERM) if the running thread does not hold the mutex

    .globl condition_wait
    .type condition_wait, @function
condition_wait:
    push rbx
    push rbp
    sub rsp, 8
    mov rbx, rdi
    mov rbp, rsi
    mov rdi, rsi
    call mutex_unlock
    test rax, rax
    jnz 1f
    mov rdi, rbx
    mov rsi, rbx
    xor edx, edx
    call wait_in
    mov rdi, rbp
    call mutex_lock
1:  add rsp, 8
    pop rbp
    pop rbx
    ret
    .size condition_wait, . - condition_wait

# condition_signal: wakes the one that has waited longest, if there is one.
#
#   in    rdi: the condition
#   out   rax: 0

    .globl condition_signal
    .type condition_signal, @function
condition_signal:
    sub rsp, 8
    call wake_first
    add rsp, 8
    xor eax, eax
    ret
    .size condition_signal, . - condition_signal

# condition_broadcast: wakes all of them.
#
#   in    rdi: the condition
#   out   rax: 0

    .globl condition_broadcast
    .type condition_broadcast, @function
condition_broadcast:
    push rbx
    mov rbx, rdi
1:  mov rdi, rbx
    call wake_first
    test rax, rax
    jns 1b
    pop rbx
    xor eax, eax
    ret
    .size condition_broadcast, . - condition_broadcast
