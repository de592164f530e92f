    .intel_syntax noprefix
    .include "abi.s"

# thread_exit: the running thread has finished, as if its task had returned; the base thread, as if main had.
#
#   in    rdi: what it leaves for who joins it
#
# Never returns.

    .text
    .globl thread_exit
    .type thread_exit, @function
thread_exit:
    mov eax, SYS_THREAD_EXIT
    syscall
    .size thread_exit, . - thread_exit
