# Without skip.
    .intel_syntax noprefix
    .globl spawn
spawn:
    add rsi, rdx
    and rsi, -16
    mov [rsi-24], r8
    mov [rsi-32], rcx
    sub rsi, 32
    mov [rdi], rsi
    ret
