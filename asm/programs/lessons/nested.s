    .intel_syntax noprefix

# A thread that spawns threads: as many as there are slots, and one more; and again when they have finished.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+parent]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type parent, @function
parent:
    sub rsp, 8
    lea rdi, [rip+child]
    call spawn
    lea rdi, [rip+child]
    call spawn
    lea rdi, [rip+child]
    call spawn                      # of four slots none is Available
    call yield_thread
    lea rdi, [rip+late]
    call spawn
    lea rdi, [rip+done]
    call print
    add rsp, 8
    ret

    .type child, @function
child:
    lea rdi, [rip+hello]
    jmp print

    .type late, @function
late:
    lea rdi, [rip+alone]
    jmp print

    .section .rodata
hello:
    .asciz "a child runs\n"
done:
    .asciz "the parent is done\n"
alone:
    .asciz "a late child runs\n"
