    .intel_syntax noprefix
    .globl main
main:
    mov ebx, 1
    int3
    mov ebx, 2
    ret
