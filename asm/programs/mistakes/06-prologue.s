    .intel_syntax noprefix

# A switch that is an ordinary function: its prologue pushes rbp before rsp is saved, its epilogue pops rbp after rsp
# has been loaded. Threads that were left in this switch do not notice. But nobody has pushed an rbp for a new thread:
# the epilogue takes the address of its first function for it, and the thread begins with the second, which is skip.

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

    .globl switch
    .type switch, @function
switch:
    push rbp
    mov rbp, rsp
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
    pop rbp
    ret

    .section .rodata
newline:
    .asciz "\n"
