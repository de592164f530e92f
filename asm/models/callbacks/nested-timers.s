    .intel_syntax noprefix

# The chapter's callbacks: two timers, and a third that is set when the second has come. Nobody waits anywhere: main
# only says what is to be called when, and one stack is enough for all of it.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+start_here]
    call print
    mov edi, 200
    lea rsi, [rip+says]
    lea rdx, [rip+create]
    call set_timeout
    mov edi, 100
    lea rsi, [rip+chains]
    call set_timeout
    lea rdi, [rip+meanwhile]
    call print
    call run_callbacks
    xor eax, eax
    add rsp, 8
    ret

    .type chains, @function
chains:
    sub rsp, 8
    lea rdi, [rip+chain]
    call print
    mov edi, 50
    lea rsi, [rip+says]
    lea rdx, [rip+like_this]
    call set_timeout
    add rsp, 8
    ret

# rdi: a text

    .type says, @function
says:
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
