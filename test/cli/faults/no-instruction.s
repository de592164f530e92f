    .intel_syntax noprefix

# Jumps over the code into bytes that are no instruction.

    .globl _start
_start:
    jmp oops
oops:
    .byte 0x0f, 0x04, 0x90
