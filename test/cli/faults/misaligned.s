    .intel_syntax noprefix

# movaps demands an address that is a multiple of 16.

    .text
    .globl _start
_start:
    movups xmm0, [rip+numbers+4]
    movaps xmm1, [rip+numbers+4]

    .data
    .p2align 4
numbers:
    .long 1, 2, 3, 4, 5
