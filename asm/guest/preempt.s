    .intel_syntax noprefix
    .include "abi.s"

# preempt: yields in the name of code that does not know of it.
#
# The host enters here after it has moved rsp below the interrupted code's red zone and pushed its rip:
#
#   rsp + 8 + 128   the interrupted code's stack
#   rsp + 8         its red zone, 128 bytes that it may use below its rsp (System V ABI, section 3.2.2)
#   rsp             its rip
#
# Nothing may be lost, so every register is saved: the general ones and the flags by push, xmm0 to xmm15, mxcsr and the
# x87 control word by fxsave. Its area must be aligned to 16 bytes, as must rsp at a call, and the interrupted rsp may
# have any alignment; rbp knows what it was.

    .equ FXSAVE_SIZE, 512

    .text
    .globl preempt
    .type preempt, @function
preempt:
    pushfq
    push rax
    push rcx
    push rdx
    push rbx
    push rbp
    push rsi
    push rdi
    push r8
    push r9
    push r10
    push r11
    push r12
    push r13
    push r14
    push r15
    mov rbp, rsp
    sub rsp, FXSAVE_SIZE
    and rsp, -16
    fxsave [rsp]
    cld
    call yield_thread
    fxrstor [rsp]
    mov rsp, rbp
    pop r15
    pop r14
    pop r13
    pop r12
    pop r11
    pop r10
    pop r9
    pop r8
    pop rdi
    pop rsi
    pop rbp
    pop rbx
    pop rdx
    pop rcx
    pop rax
    popfq
    ret RED_ZONE
    .size preempt, . - preempt
