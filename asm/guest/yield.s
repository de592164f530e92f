    .intel_syntax noprefix
    .include "abi.s"

# yield_thread: lets the next Ready thread run.
#
#   out   rax: 1 if another thread has run meanwhile, 0 if nobody else was Ready
#
# The host picks the thread and answers with both contexts. A function like any other to the caller: what the
# calling convention does not preserve may have changed.

    .text
    .globl yield_thread
    .type yield_thread, @function
yield_thread:
    mov eax, SYS_YIELD
    syscall
    jmp switch
    .size yield_thread, . - yield_thread
