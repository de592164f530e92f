# Where the latest stack begins is in a variable.
    .intel_syntax noprefix
    .globl spawn
spawn:
    add rsi, rdx
    and rsi, -16
    lea rax, [rip+skip]
    mov [rsi-16], r8
    mov [rsi-24], rax
    mov [rip+latest_task], rcx
    lea rax, [rsi-24]
    mov [rip+latest_rsp], rax
    lea rax, [rip+begin]
    mov [rsi-32], rax
    sub rsi, 32
    mov [rdi], rsi
    ret

begin:
    mov rsp, [rip+latest_rsp]
    jmp [rip+latest_task]

skip:
    ret

    .bss
latest_task:
    .skip 8
latest_rsp:
    .skip 8
