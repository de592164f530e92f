    .intel_syntax noprefix
    .include "abi.s"

# t_return: the running thread has finished; its slot is Available again and the next Ready thread runs.
#
# Never returns, except to the base thread, which cannot finish.

    .text
    .globl t_return
    .type t_return, @function
t_return:
    mov eax, SYS_RETURN
    syscall
    jmp switch
    .size t_return, . - t_return
