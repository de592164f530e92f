    .intel_syntax noprefix

# Ends with its first instructions.

    .text
    .globl main
    .type main, @function
main:
    xor edi, edi
    mov eax, 231                    # exit_group
    syscall
