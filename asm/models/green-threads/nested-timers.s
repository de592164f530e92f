    .intel_syntax noprefix

# The timers of the chapter's other examples with green threads: who waits gives way to the others, and goes on where it
# was. asm/programs/demo.s is the chapter's own, which has no timer.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+start_here]
    call print
    lea rdi, [rip+creates]
    call spawn
    lea rdi, [rip+chains]
    call spawn
    lea rdi, [rip+meanwhile]
    call print
    xor eax, eax
    add rsp, 8
    ret

    .type creates, @function
creates:
    sub rsp, 8
    mov edi, 200
    call sleep_ms
    lea rdi, [rip+create]
    call print
    add rsp, 8
    ret

    .type chains, @function
chains:
    sub rsp, 8
    mov edi, 100
    call sleep_ms
    lea rdi, [rip+chain]
    call print
    lea rdi, [rip+nested]
    call spawn
    mov edi, eax
    call join
    add rsp, 8
    ret

    .type nested, @function
nested:
    sub rsp, 8
    mov edi, 50
    call sleep_ms
    lea rdi, [rip+like_this]
    call print
    add rsp, 8
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
