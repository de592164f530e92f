    .intel_syntax noprefix

# What the chapter does with callbacks, with generators, which yield how long they want to wait:
#
#   let says = move || {
#       yield ms;
#       print(text);
#   };
#
#   Says: 32 bytes
#     0x00 -> resume      0x08 state: START or YIELD1
#     0x10 how many milliseconds      0x18 text

    .equ STATE, 0x08
    .equ DELAY, 0x10
    .equ TEXT, 0x18
    .equ SAYS_SIZE, 0x20

    .equ START, 0
    .equ YIELD1, 1

    .equ YIELDED, 0                 # rdx: how many milliseconds
    .equ COMPLETE, 1

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+start_here]
    call print
    mov edi, 200
    lea rsi, [rip+create]
    lea rdx, [rip+resume_says]
    call start
    mov edi, 100
    lea rsi, [rip+chain]
    lea rdx, [rip+resume_chains]
    call start
    lea rdi, [rip+meanwhile]
    call print
    call run_callbacks
    xor eax, eax
    add rsp, 8
    ret

# rdi: how many milliseconds, rsi: a text, rdx: resume

    .type start, @function
start:
    push rdi
    push rsi
    push rdx
    mov edi, SAYS_SIZE
    call malloc
    pop [rax]
    mov QWORD PTR [rax+STATE], START
    pop [rax+TEXT]
    pop [rax+DELAY]
    mov rdi, rax
    jmp run_generator

    .type resume_says, @function
resume_says:
    cmp QWORD PTR [rdi+STATE], START
    jne says_yield1
    mov QWORD PTR [rdi+STATE], YIELD1
    mov rdx, [rdi+DELAY]
    mov eax, YIELDED
    ret
says_yield1:
    sub rsp, 8
    mov rdi, [rdi+TEXT]
    call print
    mov eax, COMPLETE
    add rsp, 8
    ret

# It starts another one when it has waited.

    .type resume_chains, @function
resume_chains:
    sub rsp, 8
    call resume_says
    cmp eax, COMPLETE
    jne 1f
    mov edi, 50
    lea rsi, [rip+like_this]
    lea rdx, [rip+resume_says]
    call start
    mov eax, COMPLETE
1:  add rsp, 8
    ret

    .section .rodata
start_here:
    .asciz "So we start the program here!\n"
meanwhile:
    .asciz "While our tasks are executing we can do other stuff instead of waiting.\n"
create:
    .asciz "We create tasks with a callback that runs once the task finished!\n"
chain:
    .asciz "We can even chain sub-tasks...\n"
like_this:
    .asciz "...like this!\n"
