    .intel_syntax noprefix
    .include "abi.s"

# unpark: ends a thread's park, or the next one that it makes.
#
#   in    edi: its id
#   out   rax: 0, or -3 (ESRCH) if there is no such thread

    .text
    .globl unpark
    .type unpark, @function
unpark:
    mov edi, edi
    mov eax, SYS_UNPARK
    syscall
    ret
    .size unpark, . - unpark
