    .intel_syntax noprefix
    .include "abi.s"

# spawn: a new thread, Ready to run.
#
#   in    rdi: its function      rsi: the function's argument
#   out   rax: the thread's id, or -11 (EAGAIN) when no slot is Available

    .text
    .globl spawn
    .type spawn, @function
spawn:
    mov eax, SYS_SPAWN
    syscall
    ret
    .size spawn, . - spawn
