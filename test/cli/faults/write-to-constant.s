    .intel_syntax noprefix
    .globl _start
_start:
    add DWORD PTR [rip+answer], 1
    hlt

    .section .rodata
answer:
    .long 42
