    .intel_syntax noprefix

# Before a context is loaded for the first time, its rsp is set to the slot with the address to begin at.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rax, [rip+top]
    lea rdx, [rip+task]
    mov [rax-32], rdx
    sub rax, 32
    mov [rip+task_context], rax
    lea rdi, [rip+main_context]
    lea rsi, [rip+task_context]
    call switch
    lea rdi, [rip+done]
    call print
    xor eax, eax
    add rsp, 8
    ret

    .type task, @function
task:
    sub rsp, 8
    lea rdi, [rip+hello]
    call print
    lea rdi, [rip+task_context]
    lea rsi, [rip+main_context]
    jmp switch

    .section .rodata
hello:
    .asciz "hello from the task\n"
done:
    .asciz "back in main\n"

    .bss
    .balign 16
main_context:
    .skip 64
task_context:
    .skip 64
stack:
    .skip 4096
top:
