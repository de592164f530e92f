    .intel_syntax noprefix

# A thread that says hello, and comes to your guard when it has finished: look at rsp there. All that is graded is guard,
# at the end.

    .equ SYS_SPAWN, 0x1001

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+task]
    call make_thread
    xor eax, eax
    add rsp, 8
    ret

    .type task, @function
task:
    lea rsi, [rip+hello]
    mov edx, 20
    jmp say

# rdi: the function of a new thread, rsi: its argument

    .type make_thread, @function
make_thread:
    mov eax, SYS_SPAWN
    syscall
    ret

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

    .text
    .globl guard
    .type guard, @function
guard:
    ud2                             # yours to write
