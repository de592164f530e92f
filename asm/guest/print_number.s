    .intel_syntax noprefix
    .include "abi.s"

# print_number: a number in decimal to standard output. Its digits are made from the last to the first.
#
#   in    rdi: the number, signed

    .text
    .globl print_number
    .type print_number, @function
print_number:
    sub rsp, 24
    lea rsi, [rsp+24]
    mov rax, rdi
    test rax, rax
    jns 1f
    neg rax
1:  mov ecx, 10
2:  xor edx, edx
    div rcx
    add dl, '0'
    dec rsi
    mov [rsi], dl
    test rax, rax
    jnz 2b
    test rdi, rdi
    jns 3f
    dec rsi
    mov byte ptr [rsi], '-'
3:  lea rdx, [rsp+24]
    sub rdx, rsi
    mov edi, 1
    mov eax, SYS_WRITE
    syscall
    add rsp, 24
    ret
    .size print_number, . - print_number
