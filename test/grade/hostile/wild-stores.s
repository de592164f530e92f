# Zeros over all that can be written to.
    .intel_syntax noprefix
    .globl switch
switch:
    lea rdi, [rip+start]
    mov rcx, -1
    xor eax, eax
    rep stosb
    ret
    .data
start:
    .quad 0
