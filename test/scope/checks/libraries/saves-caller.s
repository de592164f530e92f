# As libaco switches: what is saved is the caller's rsp, as it is after the return, and the address to return to.
#
#   +0x00 r12 r13 r14 r15   +0x20 where to go on   +0x28 rsp   +0x30 rbx rbp   +0x40 x87 control word, mxcsr
#
# Handle: +0 the context of whoever entered, +128 that of the coroutine.

        .intel_syntax noprefix

        .type swap, @function
swap:   pop rax
        mov [rdi+0x20], rax
        mov [rdi+0x28], rsp
        push rax
        mov [rdi+0x00], r12
        mov [rdi+0x08], r13
        mov [rdi+0x10], r14
        mov [rdi+0x18], r15
        mov [rdi+0x30], rbx
        mov [rdi+0x38], rbp
        fnstcw [rdi+0x40]
        stmxcsr [rdi+0x44]
        ldmxcsr [rsi+0x44]
        fldcw [rsi+0x40]
        mov rbp, [rsi+0x38]
        mov rbx, [rsi+0x30]
        mov r15, [rsi+0x18]
        mov r14, [rsi+0x10]
        mov r13, [rsi+0x08]
        mov r12, [rsi+0x00]
        mov rcx, [rsi+0x28]
        mov rax, [rsi+0x20]
        mov rsp, rcx
        jmp rax

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        sub rsi, 8
        mov qword ptr [rsi], 0
        lea rax, [rip+begin]
        mov [rdi+128+0x20], rax
        mov [rdi+128+0x28], rsi
        mov [rdi+128+0x00], rdx
        mov [rdi+128+0x08], rdi
        fnstcw [rdi+128+0x40]
        stmxcsr [rdi+128+0x44]
        ret

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
