    .intel_syntax noprefix

# argument: the first argument on the program's command line, as a number.
#
#   in    edi, rsi: main's argc and argv      rdx: the number when there is no argument
#   out   rax: the number; what follows its digits is not looked at

    .text
    .globl argument
    .type argument, @function
argument:
    cmp edi, 2
    jl 3f
    mov rsi, [rsi+8]
    xor eax, eax
1:  movzx ecx, BYTE PTR [rsi]
    sub ecx, '0'
    cmp ecx, 9
    ja 2f
    lea rax, [rax+rax*4]
    lea rax, [rcx+rax*2]
    inc rsi
    jmp 1b
2:  ret
3:  mov rax, rdx
    ret
    .size argument, . - argument
