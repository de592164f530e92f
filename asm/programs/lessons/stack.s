    .intel_syntax noprefix

# Three words onto the stack, three words off it.

    .text
    .globl main
    .type main, @function
main:
    push rbx                        # whoever called main wants it back
    mov ebx, 7
    push rbx
    mov ebx, 8
    push rbx
    mov ebx, 9
pops:
    pop rcx
    pop rdx
    pop rbx
    xor eax, eax
    ret
