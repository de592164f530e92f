    .intel_syntax noprefix
    .include "abi.s"

# print_values: a text with numbers in it to standard output.
#
#   in    rdi: the text, which ends with a zero; for each % in it the next of the numbers is printed, in decimal
#         rsi, rdx, rcx, r8: the numbers, signed; only as many as there are places for are looked at

    .text
    .globl print_values
    .type print_values, @function
print_values:
    push rbx
    push rbp
    sub rsp, 40
    mov rbx, rdi
    xor r9d, r9d                    # how many places there are
1:  movzx eax, BYTE PTR [rdi]
    inc rdi
    cmp al, '%'
    jne 2f
    inc r9d
2:  test al, al
    jnz 1b
    cmp r9d, 2
    jb 3f
    mov [rsp+8], rdx
    je 3f
    mov [rsp+16], rcx
    cmp r9d, 4
    jb 3f
    mov [rsp+24], r8
3:  test r9d, r9d
    jz 4f
    mov [rsp], rsi
4:  mov rbp, rsp                    # the next number
5:  mov rsi, rbx
6:  movzx eax, BYTE PTR [rbx]
    test al, al
    jz 7f
    cmp al, '%'
    je 7f
    inc rbx
    jmp 6b
7:  mov rdx, rbx
    sub rdx, rsi
    jz 8f
    mov edi, 1
    call write
8:  cmp BYTE PTR [rbx], 0
    je 9f
    inc rbx
    mov rdi, [rbp]
    add rbp, 8
    call print_number
    jmp 5b
9:  add rsp, 40
    pop rbp
    pop rbx
    ret
    .size print_values, . - print_values
