# Makes the program that calls it writable, and lets it begin anew.
    .intel_syntax noprefix
    .globl switch
switch:
    mov r12, [rsp]
    and r12, -4096
    mov rdi, r12
    mov esi, 4096
    mov edx, 7
    mov eax, 10
    syscall
    mov rdi, r12
    mov ecx, 64
    mov al, 0x90
    rep stosb
    ret
