    .intel_syntax noprefix

# What a function must preserve, a switch must save: rbx, rbp, r12 to r15 and rsp. To the thread that called it, it is
# a function that takes a while.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+count]
    mov esi, 100
    call spawn
    lea rdi, [rip+count]
    mov esi, 200
    call spawn
    xor eax, eax
    add rsp, 8
    ret

# rdi: where to begin; counts three numbers, and lets the other thread run after each

    .type count, @function
count:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    lea r12, [rdi+3]
1:  mov rdi, rbx
    call print_number
    lea rdi, [rip+newline]
    call print
    call yield_thread
    inc rbx
    cmp rbx, r12
    jb 1b
    add rsp, 8
    pop r12
    pop rbx
    ret

# rdi: the context to save to, rsi: the context to load from

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

    .section .rodata
newline:
    .asciz "\n"
