    .intel_syntax noprefix
    .include "abi.s"

# exit_last: ends the program when all other threads have finished; those that wait are waited for.
#
#   in    edi: the exit status

    .text
    .globl exit_last
    .type exit_last, @function
exit_last:
    push rdi
    mov eax, SYS_JOIN_OTHERS
    call blocking_call
    pop rdi
    jmp exit
    .size exit_last, . - exit_last
