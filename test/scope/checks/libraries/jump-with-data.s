# As Boost.Context switches: the context lies on the stack, the address to go on at is jumped to, a value goes along.
#
#   +0x00 mxcsr, x87 control word   +0x08 nothing   +0x10 r12 r13 r14 r15 rbx rbp   +0x40 where to go on
#
# Handle: +0 the coroutine, +8 whoever entered it, each as its saved rsp.

        .intel_syntax noprefix

# rdi: the context to go on with      rsi: a value for it
#   out   rax: the context that was left      rdx: its value

        .type jump, @function
jump:   sub rsp, 0x40
        stmxcsr [rsp]
        fnstcw [rsp+4]
        mov [rsp+0x38], rbp
        mov [rsp+0x30], rbx
        mov [rsp+0x28], r15
        mov [rsp+0x20], r14
        mov [rsp+0x18], r13
        mov [rsp+0x10], r12
        mov rax, rsp
        mov rsp, rdi
        mov r8, [rsp+0x40]
        fldcw [rsp+4]
        ldmxcsr [rsp]
        mov r12, [rsp+0x10]
        mov r13, [rsp+0x18]
        mov r14, [rsp+0x20]
        mov r15, [rsp+0x28]
        mov rbx, [rsp+0x30]
        mov rbp, [rsp+0x38]
        add rsp, 0x48
        mov rdx, rsi
        mov rdi, rax
        jmp r8

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        lea rax, [rsi-0x48]
        stmxcsr [rax]
        fnstcw [rax+4]
        mov [rax+0x30], rdx
        lea rcx, [rip+finish]
        mov [rax+0x38], rcx
        lea rcx, [rip+begin]
        mov [rax+0x40], rcx
        mov [rdi], rax
        ret

        .type begin, @function
begin:  mov [rsi+8], rdi
        mov rdi, rsi
        push rbp
        jmp rbx

        .type finish, @function
finish: ud2

        .globl co_enter, co_leave
        .type co_enter, @function
co_enter:
        push rdi
        mov rsi, rdi
        mov rdi, [rdi]
        call jump
        pop rdi
        mov [rdi], rax
        ret

        .type co_leave, @function
co_leave:
        push rdi
        mov rsi, rdi
        mov rdi, [rdi+8]
        call jump
        pop rdi
        mov [rdi+8], rax
        ret
