    .intel_syntax noprefix
    .include "abi.s"

# park: waits until somebody unparks the thread; does not wait if somebody has since it last parked.
#
#   out   rax: 0

    .text
    .globl park
    .type park, @function
park:
    mov eax, SYS_PARK
    jmp blocking_call
    .size park, . - park
