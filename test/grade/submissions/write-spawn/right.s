    .intel_syntax noprefix
    .globl spawn
spawn:
    add rsi, rdx                    # the end of the stack
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
