    .intel_syntax noprefix
    .include "abi.s"

# set_priority: how urgent a thread is. It counts with --policy priority alone.
#
#   in    edi: its id      rsi: from 0, which each begins with, to 99
#   out   rax: 0, or -3 (ESRCH) if there is no such thread, -22 (EINVAL) for another priority

    .text
    .globl set_priority
    .type set_priority, @function
set_priority:
    mov edi, edi
    mov eax, SYS_SET_PRIORITY
    syscall
    ret
    .size set_priority, . - set_priority
