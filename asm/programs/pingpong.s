    .intel_syntax noprefix

# Two stacks that switch to each other SWITCHES times with the book's `switch`, without any runtime.

    .equ SWITCHES, 20000000
    .equ STACK_SIZE, 65536

    .text
    .globl _start
    .type _start, @function
_start:
    lea rax, [rip+partner]
    mov [rip+stack+STACK_SIZE-16], rax
    lea rax, [rip+stack+STACK_SIZE-16]
    mov [rip+there], rax            # the saved rsp: switch returns into partner
    mov ebx, SWITCHES / 2
1:  lea rdi, [rip+here]
    lea rsi, [rip+there]
    call switch
    dec ebx
    jnz 1b
    mov rdi, [rip+switches]
    add rdi, SWITCHES / 2
    call print_line
    xor edi, edi
    mov eax, 60                     # exit
    syscall

# Counts how often it was switched to, and switches back.

    .type partner, @function
partner:
    inc QWORD PTR [rip+switches]
    lea rdi, [rip+there]
    lea rsi, [rip+here]
    call switch
    jmp partner

    .globl switch
    .type switch, @function
switch:
    mov [rdi+0x00], rsp
    mov [rdi+0x08], r15
    mov [rdi+0x10], r14
    mov [rdi+0x18], r13
    mov [rdi+0x20], r12
    mov [rdi+0x28], rbx
    mov [rdi+0x30], rbp

    mov rsp, [rsi+0x00]
    mov r15, [rsi+0x08]
    mov r14, [rsi+0x10]
    mov r13, [rsi+0x18]
    mov r12, [rsi+0x20]
    mov rbx, [rsi+0x28]
    mov rbp, [rsi+0x30]
    mov rdi, [rsi+0x38]
    ret

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
    .balign 16
here:
    .zero 64                        # a ThreadContext each
there:
    .zero 64
switches:
    .zero 8
    .balign 16
stack:
    .zero STACK_SIZE
