    .intel_syntax noprefix
    .include "abi.s"

# blocking_call: a system call that may have to wait. Other threads run meanwhile.
#
#   in    eax: its number      rdi, rsi, rdx, r10: its arguments
#   out   rax: its answer
#
# The host answers as to yield_thread: when there is nothing to wait for, with the same context twice.

    .text
    .globl blocking_call
    .type blocking_call, @function
blocking_call:
    add eax, AND_SWITCH
    syscall
    jmp switch
    .size blocking_call, . - blocking_call
