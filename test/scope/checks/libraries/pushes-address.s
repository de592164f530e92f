# As swapcontext switches: all registers with which a function can be called, and the address pushed on the new stack
# for a ret to take.
#
#   +0x00 rbx rbp r12 r13 r14 r15   +0x30 rdi rsi rdx rcx r8 r9   +0x60 where to go on   +0x68 rsp
#   +0x70 x87 control word, mxcsr
#
# Handle: +0 the context of whoever entered, +128 that of the coroutine.

        .intel_syntax noprefix

        .type swap, @function
swap:
        mov [rdi+0x00], rbx
        mov [rdi+0x08], rbp
        mov [rdi+0x10], r12
        mov [rdi+0x18], r13
        mov [rdi+0x20], r14
        mov [rdi+0x28], r15
        mov [rdi+0x30], rdi
        mov [rdi+0x38], rsi
        mov [rdi+0x40], rdx
        mov [rdi+0x48], rcx
        mov [rdi+0x50], r8
        mov [rdi+0x58], r9
        mov rcx, [rsp]
        mov [rdi+0x60], rcx
        lea rcx, [rsp+8]
        mov [rdi+0x68], rcx
        fnstcw [rdi+0x70]
        stmxcsr [rdi+0x74]
        mov rdx, rsi
        fldcw [rdx+0x70]
        ldmxcsr [rdx+0x74]
        mov rsp, [rdx+0x68]
        mov rbx, [rdx+0x00]
        mov rbp, [rdx+0x08]
        mov r12, [rdx+0x10]
        mov r13, [rdx+0x18]
        mov r14, [rdx+0x20]
        mov r15, [rdx+0x28]
        mov rcx, [rdx+0x60]
        push rcx
        mov rdi, [rdx+0x30]
        mov rsi, [rdx+0x38]
        mov rcx, [rdx+0x48]
        mov r8, [rdx+0x50]
        mov r9, [rdx+0x58]
        mov rdx, [rdx+0x40]
        xor eax, eax
        ret

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        sub rsi, 8
        lea rax, [rip+finish]
        mov [rsi], rax
        mov [rdi+128+0x60], rdx
        mov [rdi+128+0x68], rsi
        mov [rdi+128+0x30], rdi
        fnstcw [rdi+128+0x70]
        stmxcsr [rdi+128+0x74]
        ret

        .type finish, @function
finish: ud2

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
