    .intel_syntax noprefix

# Valgrind and the sanitizers lose track of stacks that are switched by hand, and say nothing of this: a thread lends
# the address of its local variable and finishes, and what another writes there is gone when the stack has its next
# owner.

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
    mov [rip+where], rsp
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

    .section .rodata
newline:
    .asciz "\n"
