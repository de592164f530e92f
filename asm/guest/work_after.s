    .intel_syntax noprefix
    .include "abi.s"

# work_after: a job that blocks, given to a pool of 4 workers. Jobs that find none free wait for their turn.
#
#   in    rdi: how long it takes, in milliseconds      rsi: its result
#   out   rax: a file; 8 bytes, the result, can be read when it is done. Or the negative number of an error

    .text
    .globl work_after
    .type work_after, @function
work_after:
    mov eax, SYS_WORK
    syscall
    ret
    .size work_after, . - work_after
