    .intel_syntax noprefix

# The Nth Fibonacci number by two recursive calls: 9227465 for 35, some 300 million instructions.

    .equ N, 35

    .text
    .globl _start
    .type _start, @function
_start:
    mov edi, offset N
    call fib
    mov rdi, rax
    call print_line
    xor edi, edi
    mov eax, 60                     # exit
    syscall

# edi: n, rax: its Fibonacci number

    .type fib, @function
fib:
    mov eax, edi
    cmp edi, 2
    jb 1f
    push rbx
    push r12
    sub rsp, 8
    mov ebx, edi
    lea edi, [rbx-1]
    call fib
    mov r12, rax
    lea edi, [rbx-2]
    call fib
    add rax, r12
    add rsp, 8
    pop r12
    pop rbx
1:  ret

# rdi: a number, printed in decimal on a line of its own; its digits are made from the last to the first

    .type print_line, @function
print_line:
    sub rsp, 24
    mov rax, rdi
    lea rsi, [rsp+23]
    mov BYTE PTR [rsi], '\n'
    mov ecx, 10
1:  xor edx, edx
    div rcx
    add dl, '0'
    dec rsi
    mov [rsi], dl
    test rax, rax
    jnz 1b
    lea rdx, [rsp+24]
    sub rdx, rsi
    mov edi, 1                      # standard output
    mov eax, 1                      # write
    syscall
    add rsp, 24
    ret
