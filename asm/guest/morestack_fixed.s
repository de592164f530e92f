    .intel_syntax noprefix
    .include "control_block.s"

# __morestack where stacks do not grow by it. The limit in the control block stays 0, so that nobody comes here: who goes
# too deep runs into the guard.

    .text
    .globl __morestack, __control_block
    .type __morestack, @function
__morestack:
    ud2
    .size __morestack, . - __morestack
