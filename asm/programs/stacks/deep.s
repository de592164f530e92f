    .intel_syntax noprefix

# A thread that goes deep: DEPTH calls, and back, 64 bytes of stack each. On a stack of 4 KiB that cannot grow it ends in
# the guard; otherwise it prints the sum of the numbers up to DEPTH.
#
#   fiberscope run --stack-size 4K deep.s                a stack overflow
#   fiberscope run --stack commit deep.s                 a page more at a time, of 2 MiB that are reserved
#   fiberscope run --stack copy deep.s                   4 KiB, 8 KiB, 16 KiB, ...
#   fiberscope run --stack segments deep.s               4 KiB and 4 KiB and 4 KiB ...

    .equ DEPTH, 1000

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    mov esi, DEPTH
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type worker, @function
worker:
    sub rsp, 8
    call sum
    mov rdi, rax
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, 8
    ret

# rdi: a number; rax: the sum of all numbers up to it. It begins as gcc has functions begin with -fsplit-stack.

    .equ FRAME, 56

    .type sum, @function
sum:
    cmp rsp, fs:[0x70]
    jb 3f
1:  sub rsp, FRAME
    test rdi, rdi
    jz bottom
    mov [rsp], rdi
    dec rdi
    call sum
    add rax, [rsp]
2:  add rsp, FRAME
    ret
3:  mov r10d, FRAME                 # the frame, and what the caller has passed on the stack
    mov r11d, 0
    call __morestack
    ret
    jmp 1b
bottom:
    xor eax, eax
    jmp 2b
    .size sum, . - sum

    .section .rodata
newline: .asciz "\n"
