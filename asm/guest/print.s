    .intel_syntax noprefix
    .include "abi.s"

# print: a text to standard output.
#
#   in    rdi: the text, which ends with a zero

    .text
    .globl print
    .type print, @function
print:
    mov rsi, rdi
    mov rdx, rdi
1:  cmp byte ptr [rdx], 0
    je 2f
    inc rdx
    jmp 1b
2:  sub rdx, rsi
    mov edi, 1
    mov eax, SYS_WRITE
    syscall
    ret
    .size print, . - print
