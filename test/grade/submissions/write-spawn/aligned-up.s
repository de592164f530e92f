    .intel_syntax noprefix
    .globl spawn
spawn:
    lea rsi, [rsi+rdx+15]            # up, not down
    and rsi, -16
    lea rax, [rip+skip]
    mov [rsi-16], r8
    mov [rsi-24], rax
    mov [rsi-32], rcx
    sub rsi, 32
    mov [rdi], rsi
    ret

skip:
    ret
