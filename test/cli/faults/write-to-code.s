    .intel_syntax noprefix
    .globl _start
_start:
    lea rdi, [rip+patched]
    mov BYTE PTR [rdi+1], 42
patched:
    mov al, 1
    hlt
