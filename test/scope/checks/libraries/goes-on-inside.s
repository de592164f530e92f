# As minicoro switches: rsp is saved as the call has left it, beside an address in the switch itself, a ret.
#
#   +0x00 where to go on, rsp, rbp, rbx, r12 r13 r14 r15
#
# Handle: +0 the context of whoever entered, +128 that of the coroutine.

        .intel_syntax noprefix

        .type swap, @function
swap:   lea rax, [rip+1f]
        mov [rdi+0x00], rax
        mov [rdi+0x08], rsp
        mov [rdi+0x38], r15
        mov [rdi+0x30], r14
        mov [rdi+0x28], r13
        mov [rdi+0x20], r12
        mov [rdi+0x18], rbx
        mov [rdi+0x10], rbp
        mov rbp, [rsi+0x10]
        mov rbx, [rsi+0x18]
        mov r12, [rsi+0x20]
        mov r13, [rsi+0x28]
        mov r14, [rsi+0x30]
        mov r15, [rsi+0x38]
        mov rsp, [rsi+0x08]
        jmp [rsi+0x00]
1:      ret

        .globl co_make
        .type co_make, @function
co_make:
        sub rsi, 128 + 8
        mov eax, 0xdeaddead
        mov [rsi], rax
        lea rax, [rip+begin]
        mov [rdi+128+0x00], rax
        mov [rdi+128+0x08], rsi
        mov [rdi+128+0x20], rdx
        mov [rdi+128+0x28], rdi
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
