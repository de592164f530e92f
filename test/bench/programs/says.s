    .intel_syntax noprefix

# Writes a byte with its first instructions.

    .text
    .globl main
    .type main, @function
main:
    mov edi, 1
    lea rsi, [rip+byte]
    mov edx, 1
    mov eax, 1                      # write
    syscall
    xor edi, edi
    mov eax, 231                    # exit_group
    syscall
byte:
    .ascii "!"
