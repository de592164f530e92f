    .intel_syntax noprefix
    .globl _start
_start:
    mov eax, 7
    hlt
