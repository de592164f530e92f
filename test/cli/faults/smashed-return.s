    .intel_syntax noprefix

# Writes past the end of a buffer on the stack, over the return address.

    .globl main
main:
    sub rsp, 8
    call fills
    xor eax, eax
    add rsp, 8
    ret

fills:
    sub rsp, 16
    mov rdi, rsp
    mov ecx, 24
1:  mov BYTE PTR [rdi], 'A'
    inc rdi
    dec ecx
    jnz 1b
    add rsp, 16
    ret
