    .intel_syntax noprefix

# The address of skip, which is nothing but a ret, takes 8 bytes of the stack: guard_thread finds rsp as a call would
# have left it.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rax, [rip+top]
    lea rdx, [rip+guard_thread]
    mov [rax-16], rdx
    lea rdx, [rip+skip_slot]
    mov [rax-24], rdx
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
    add rsp, 8
    ret

    .type skip_slot, @function
skip_slot:
    ret

# what the task returns to; it keeps something in a local variable, as compilers do

    .type guard_thread, @function
guard_thread:
    sub rsp, 24
    pxor xmm0, xmm0
    movaps [rsp], xmm0
    add rsp, 24
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
