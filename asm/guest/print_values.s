    .intel_syntax noprefix
    .include "abi.s"

# print_values: a text with numbers in it to standard output.
#
#   in    rdi: the text, which ends with a zero; for each % in it the next of the numbers is printed, in decimal
#         rsi, rdx, rcx, r8: the numbers, signed

    .text
    .globl print_values
    .type print_values, @function
print_values:
    push rbx
    push rbp
    sub rsp, 40
    mov [rsp], rsi
    mov [rsp+8], rdx
    mov [rsp+16], rcx
    mov [rsp+24], r8
    mov rbp, rsp                    # the next number
    mov rbx, rdi
1:  mov rsi, rbx
2:  movzx eax, BYTE PTR [rbx]
    test al, al
    jz 3f
    cmp al, '%'
    je 3f
    inc rbx
    jmp 2b
3:  mov rdx, rbx
    sub rdx, rsi
    jz 4f
    mov edi, 1
    call write
4:  cmp BYTE PTR [rbx], 0
    je 5f
    inc rbx
    mov rdi, [rbp]
    add rbp, 8
    call print_number
    jmp 1b
5:  add rsp, 40
    pop rbp
    pop rbx
    ret
    .size print_values, . - print_values
