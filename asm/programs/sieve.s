    .intel_syntax noprefix

# The sieve of Eratosthenes, a byte a number, TIMES times over: 295947 primes below SIZE = 4 Mi.

    .equ SIZE, 4 << 20
    .equ TIMES, 1

    .text
    .globl _start
    .type _start, @function
_start:
    mov r12d, TIMES
    lea r8, [rip+composite]
again:
    xor edi, edi                    # primes so far
    mov ebx, 2
1:  cmp BYTE PTR [r8+rbx], 0
    jne 3f
    inc edi
    mov rcx, rbx
    imul rcx, rbx                   # smaller multiples have a smaller factor
    cmp rcx, SIZE
    jae 3f
2:  mov BYTE PTR [r8+rcx], 1
    add rcx, rbx
    cmp rcx, SIZE
    jb 2b
3:  inc ebx
    cmp ebx, SIZE
    jb 1b
    dec r12d
    jz 5f
    xor ecx, ecx
4:  mov QWORD PTR [r8+rcx], 0
    add ecx, 8
    cmp ecx, SIZE
    jb 4b
    jmp again
5:  call print_line
    xor edi, edi
    mov eax, 60                     # exit
    syscall

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

    .bss
composite:
    .zero SIZE + 7                  # cleared 8 bytes at a time
