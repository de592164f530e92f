    .intel_syntax noprefix

# One thread never gives way. It counts in rcx, which no call preserves, and keeps a word below rsp, in its red zone.

    .equ ROUNDS, 40

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+greedy]
    call spawn
    lea rdi, [rip+patient]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type greedy, @function
greedy:
    mov QWORD PTR [rsp-8], 77
    mov ecx, ROUNDS
1:  dec rcx
    jnz 1b
    lea rdi, [rip+at_last]
    jmp print

    .type patient, @function
patient:
    lea rdi, [rip+my_turn]
    jmp print

    .section .rodata
at_last:
    .asciz "greedy is done\n"
my_turn:
    .asciz "patient has a turn\n"
