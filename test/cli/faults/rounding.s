    .intel_syntax noprefix

# Rounding towards zero: the machine rounds to nearest and nothing else.

    .text
    .globl _start
_start:
    push 0x7f80
    ldmxcsr [rsp]
