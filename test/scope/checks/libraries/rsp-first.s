# As libco (of bsnes and higan) switches: rsp first, then the address is popped on the new stack, and the registers
# of the old one are saved last.
#
#   +0x00 rsp, rbp, rbx, r12 r13 r14 r15
#
# Handle: +0 the context of whoever entered, +128 that of the coroutine.

        .intel_syntax noprefix

        .type swap, @function
swap:   mov [rdi+0x00], rsp
        mov rsp, [rsi+0x00]
        pop rax
        mov [rdi+0x08], rbp
        mov [rdi+0x10], rbx
        mov [rdi+0x30], r15
        mov [rdi+0x28], r14
        mov [rdi+0x20], r13
        mov [rdi+0x18], r12
        mov r12, [rsi+0x18]
        mov r13, [rsi+0x20]
        mov r14, [rsi+0x28]
        mov r15, [rsi+0x30]
        mov rbx, [rsi+0x10]
        mov rbp, [rsi+0x08]
        jmp rax

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        lea rax, [rip+halt]
        mov [rsi-40], rax
        lea rax, [rip+begin]
        mov [rsi-48], rax
        sub rsi, 48
        mov [rdi+128+0x00], rsi
        mov [rdi+128+0x18], rdx
        mov [rdi+128+0x20], rdi
        ret

        .type halt, @function
halt:   ud2

        .type begin, @function
begin:  mov rdi, r13
        jmp r12

        .globl co_enter, co_leave
        .type co_enter, @function
co_enter:
        lea rsi, [rdi+128]
        jmp swap

        .type co_leave, @function
co_leave:
        mov rsi, rdi
        lea rdi, [rdi+128]
        jmp swap
