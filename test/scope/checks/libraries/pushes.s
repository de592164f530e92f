# As xv6 and most textbooks switch: everything is pushed, rsp is all that the context holds, and everything is popped.
#
# Handle: +0 the rsp of whoever entered, +8 that of the coroutine.

        .intel_syntax noprefix

# rdi: where to save rsp      rsi: the rsp to go on with

        .type swap, @function
swap:   push rbp
        push rbx
        push r12
        push r13
        push r14
        push r15
        mov [rdi], rsp
        mov rsp, rsi
        pop r15
        pop r14
        pop r13
        pop r12
        pop rbx
        pop rbp
        ret

        .globl co_make
        .type co_make, @function
co_make:
        and rsi, -16
        lea rax, [rip+begin]
        mov [rsi-16], rax
        mov qword ptr [rsi-24], 0
        mov qword ptr [rsi-32], 0
        mov [rsi-40], rdx
        mov [rsi-48], rdi
        mov qword ptr [rsi-56], 0
        mov qword ptr [rsi-64], 0
        lea rax, [rsi-64]
        mov [rdi+8], rax
        ret

        .type begin, @function
begin:  mov rdi, r13
        jmp r12

        .globl co_enter, co_leave
        .type co_enter, @function
co_enter:
        mov rsi, [rdi+8]
        jmp swap

        .type co_leave, @function
co_leave:
        mov rsi, [rdi]
        add rdi, 8
        jmp swap
