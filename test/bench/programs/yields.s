    .intel_syntax noprefix

# THREADS threads that do nothing but let each other run, main among them; each has used DEPTH bytes of its stack.
#
# main writes a byte when WARM rounds are over, and another one ROUNDS rounds later: THREADS * ROUNDS yields lie
# between them.

    .equ THREADS, 2
    .equ WARM, 2
    .equ ROUNDS, 1000
    .equ DEPTH, 1536

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov ebx, THREADS
1:  dec ebx
    jz 2f
    lea rdi, [rip+yields]
    call spawn
    jmp 1b
2:  mov ebx, WARM
3:  call yield_thread
    dec ebx
    jnz 3b
    call mark
    mov ebx, ROUNDS
4:  call yield_thread
    dec ebx
    jnz 4b
    call mark
    xor edi, edi
    mov eax, 231                    # exit_group
    syscall

    .type yields, @function
yields:
    sub rsp, DEPTH + 8
    mov QWORD PTR [rsp], 1
    add rsp, DEPTH
1:  call yield_thread
    jmp 1b

    .type mark, @function
mark:
    mov edi, 1
    lea rsi, [rip+dot]
    mov edx, 1
    mov eax, 1                      # write
    syscall
    ret

    .section .rodata
dot:
    .ascii "."
