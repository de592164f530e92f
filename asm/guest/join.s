    .intel_syntax noprefix
    .include "abi.s"

# join: waits until a thread has finished. Each can be joined once, until its id is another thread's.
#
#   in    edi: its id
#   out   rax: what it has left by thread_exit, 0 if nothing; -3 (ESRCH): no such thread, -35 (EDEADLK): the caller,
#         -22 (EINVAL): somebody is joining it

    .text
    .globl join
    .type join, @function
join:
    mov edi, edi
    mov eax, SYS_JOIN
    jmp blocking_call
    .size join, . - join
