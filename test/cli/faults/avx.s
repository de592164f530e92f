    .intel_syntax noprefix

# What a compiler emits for another processor: vaddps ymm0, ymm0, ymm1.

    .globl _start
_start:
    nop
    .byte 0xc5, 0xfc, 0x58, 0xc1
