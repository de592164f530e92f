    .intel_syntax noprefix

# main makes a thread with your spawn and switches to it. It says hello, and its guard switches back. All that is graded
# is spawn, at the end. What is weak is not there then.

    .equ STACK_SIZE, 4096
    .weak switch

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+task_context]
    lea rsi, [rip+stack]
    mov edx, STACK_SIZE
    lea rcx, [rip+task]
    lea r8, [rip+task_guard]
    call spawn
    lea rdi, [rip+main_context]
    lea rsi, [rip+task_context]
    call switch
    lea rsi, [rip+back]
    mov edx, 13
    call say
    xor eax, eax
    add rsp, 8
    ret

    .type task, @function
task:
    lea rsi, [rip+hello]
    mov edx, 20
    jmp say

    .type task_guard, @function
task_guard:
    lea rdi, [rip+task_context]
    lea rsi, [rip+main_context]
    jmp switch

# rsi: text, rdx: its size in bytes

    .type say, @function
say:
    mov edi, 1                      # standard output
    mov eax, 1                      # write
    syscall
    ret

    .section .rodata
hello:
    .ascii "hello from the task\n"
back:
    .ascii "back in main\n"

    .bss
    .balign 16
main_context:
    .skip 64
task_context:
    .skip 64
stack:
    .skip STACK_SIZE

# rdi: its context, rsi: its stack, rdx: how large that is, rcx: its task, r8: its guard

    .text
    .type spawn, @function
spawn:
    ud2                             # yours to write
