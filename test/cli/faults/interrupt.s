    .intel_syntax noprefix
    .globl _start

# The system call of 32-bit programs.

_start:
    mov eax, 1
    int 0x80
