    .intel_syntax noprefix
    .globl main

# Exchanges 16 bytes that do not lie on a multiple of 16.

main:
    lea rdi, [rip+pair+8]
    lock cmpxchg16b [rdi]
    ret

    .data
    .p2align 4
pair:
    .quad 1, 2, 3
