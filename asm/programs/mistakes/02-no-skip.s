    .intel_syntax noprefix

# A stack without skip: the task returns straight to guard_thread. A call would have left rsp 8 off a multiple of 16
# there; the ret of the task leaves it at one, and the first SSE store to the stack faults.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rax, [rip+top]
    lea rdx, [rip+guard_thread]
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
