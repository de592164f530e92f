    .intel_syntax noprefix

# The chapter's threads of the operating system: each task is a thread, and whoever needs it waits for its end.

    .globl __stack_size, __quantum
    .equ __stack_size, 8 << 20      # bytes, as Linux has it (ulimit -s)
    .equ __quantum, 1000000         # a timer interrupt every millisecond

    .text
    .globl main
    .type main, @function
main:
    push rbx
    lea rdi, [rip+start_here]
    call print
    lea rdi, [rip+creates]
    call thread_spawn
    mov ebx, eax
    lea rdi, [rip+chains]
    call thread_spawn
    push rax
    sub rsp, 8
    lea rdi, [rip+meanwhile]
    call print
    mov edi, ebx
    call thread_join
    add rsp, 8
    pop rdi
    call thread_join
    xor eax, eax
    pop rbx
    ret

    .type creates, @function
creates:
    sub rsp, 8
    mov edi, 200
    call thread_sleep
    lea rdi, [rip+create]
    call print
    add rsp, 8
    ret

    .type chains, @function
chains:
    sub rsp, 8
    mov edi, 100
    call thread_sleep
    lea rdi, [rip+chain]
    call print
    lea rdi, [rip+nested]
    call thread_spawn
    mov edi, eax
    call thread_join
    add rsp, 8
    ret

    .type nested, @function
nested:
    sub rsp, 8
    mov edi, 50
    call thread_sleep
    lea rdi, [rip+like_this]
    call print
    add rsp, 8
    ret

    .section .rodata
start_here:
    .asciz "So we start the program here!\n"
meanwhile:
    .asciz "While our tasks are executing we can do other stuff here.\n"
create:
    .asciz "We create tasks which gets run when they're finished!\n"
chain:
    .asciz "We can even chain callbacks...\n"
like_this:
    .asciz "...like this!\n"
