    .intel_syntax noprefix
    .globl spawn
spawn:
    lea rbx, [rsi+rdx]
    and rbx, -16
    mov rsi, rbx
    lea rax, [rip+skip]
    mov [rsi-16], r8
    mov [rsi-24], rax
    mov [rsi-32], rcx
    sub rsi, 32
    mov [rdi], rsi
    ret

skip:
    ret
