    .intel_syntax noprefix

# Jumps through a pointer that nobody has set.

    .globl main
main:
    mov rax, 0x123456789a
    jmp rax
