    .intel_syntax noprefix
    .include "abi.s"

# thread_id: who is running.
#
#   out   rax: the slot of the running thread, 0 for the base thread

    .text
    .globl thread_id
    .type thread_id, @function
thread_id:
    mov eax, SYS_GETTID
    syscall
    ret
    .size thread_id, . - thread_id
