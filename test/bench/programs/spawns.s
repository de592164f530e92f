    .intel_syntax noprefix

# THREADS threads, WAVES times over: all are spawned, each runs for the first time and yields, each returns.
#
# main writes a byte before all of it and one after each of the three: the first wave finds new stacks, the others
# such as have been used.

    .equ THREADS, 100000
    .equ WAVES, 2

    .text
    .globl main
    .type main, @function
main:
    push rbx
    push r12
    sub rsp, 8
    mov r12d, WAVES
    call mark
1:  mov ebx, THREADS
2:  lea rdi, [rip+yields_once]
    call spawn
    dec ebx
    jnz 2b
    call mark
    call yield_thread               # back when each of them has yielded
    call mark
    call yield_thread               # back when each of them has returned
    call mark
    dec r12d
    jnz 1b
    xor eax, eax
    add rsp, 8
    pop r12
    pop rbx
    ret

    .type yields_once, @function
yields_once:
    sub rsp, 8
    call yield_thread
    add rsp, 8
    ret

    .type mark, @function
mark:
    mov edi, 1
    lea rsi, [rip+dot]
    mov edx, 1
    mov eax, 1                      # write
    syscall
    ret

    .section .rodata
dot:
    .ascii "."
