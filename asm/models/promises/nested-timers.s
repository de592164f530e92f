    .intel_syntax noprefix

# What the chapter does with callbacks, with promises: the second `then` is one of a promise that the first one's
# function has answered with.

    .equ FOLLOWED, 1                # edx: the answer in rax is a promise

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+start_here]
    call print
    mov edi, 200
    call timer
    mov rdi, rax
    lea rsi, [rip+says]
    xor edx, edx
    lea rcx, [rip+create]
    call promise_await
    mov edi, 100
    call timer
    mov rdi, rax
    lea rsi, [rip+chains]
    xor edx, edx
    call promise_then
    mov rdi, rax
    lea rsi, [rip+says]
    xor edx, edx
    lea rcx, [rip+like_this]
    call promise_await
    lea rdi, [rip+meanwhile]
    call print
    call run_promises
    xor eax, eax
    add rsp, 8
    ret

    .type chains, @function
chains:
    sub rsp, 8
    lea rdi, [rip+chain]
    call print
    mov edi, 50
    call timer
    mov edx, FOLLOWED
    add rsp, 8
    ret

# rsi: a text

    .type says, @function
says:
    mov rdi, rsi
    jmp print

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
