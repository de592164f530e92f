    .intel_syntax noprefix

# What threads share lies where no stack is.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+lends]
    call spawn
    lea rdi, [rip+computes]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type lends, @function
lends:
    sub rsp, 8
    lea rax, [rip+shared]
    mov [rip+where], rax
    add rsp, 8
    ret

    .type computes, @function
computes:
    sub rsp, 8
    mov rax, [rip+where]
    mov qword ptr [rax], 42
    lea rdi, [rip+prints]
    call spawn
    add rsp, 8
    ret

    .type prints, @function
prints:
    sub rsp, 8
    mov rax, [rip+where]
    mov rdi, [rax]
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, 8
    ret

    .bss
where:
    .skip 8
shared:
    .skip 8

    .section .rodata
newline:
    .asciz "\n"
