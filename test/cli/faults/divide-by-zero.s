    .intel_syntax noprefix
    .globl _start
_start:
    mov eax, 10
    cdq
    xor ecx, ecx
    idiv ecx
