# As Go's scheduler switches between stacks: pc and sp, and the frame pointer; the registers are the caller's to save.
#
#   +0x00 sp, pc, bp
#
# Handle: +0 the context of whoever entered, +128 that of the coroutine.

        .intel_syntax noprefix

        .type swap, @function
swap:   push rbx
        push r12
        push r13
        push r14
        push r15
        call save_and_go
        pop r15
        pop r14
        pop r13
        pop r12
        pop rbx
        ret

        .type save_and_go, @function
save_and_go:
        mov rax, [rsp]
        mov [rdi+0x08], rax
        lea rax, [rsp+8]
        mov [rdi+0x00], rax
        mov [rdi+0x10], rbp
        mov rbp, [rsi+0x10]
        mov rsp, [rsi+0x00]
        mov rdx, [rsi+0x08]
        jmp rdx

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        sub rsi, 8
        mov [rsi-8], rdi
        mov [rsi-16], rdx
        sub rsi, 16
        lea rax, [rip+unpack]
        mov [rdi+128+0x08], rax
        mov [rdi+128+0x00], rsi
        ret

        .type unpack, @function
unpack: pop rax
        pop rdi
        jmp rax

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
