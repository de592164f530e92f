    .intel_syntax noprefix
    .include "abi.s"

# Threads of an operating system: every call goes into the kernel, and the kernel saves all that the thread has, whoever
# runs next. A timer interrupt (--quantum) does the same by way of preempt.
#
#   pt_regs: 168 bytes, as Linux has it
#     0x00 r15  0x08 r14  0x10 r13  0x18 r12  0x20 rbp  0x28 rbx  0x30 r11  0x38 r10  0x40 r9   0x48 r8
#     0x50 rax  0x58 rcx  0x60 rdx  0x68 rsi  0x70 rdi  0x78 the number of the call
#     0x80 rip  0x88 cs   0x90 rflags         0x98 rsp  0xa0 ss
#
# Linux has it on another stack, which each thread has for the kernel; here it is on the thread's own. Below it is what
# fxsave saves: xmm0 to xmm15, mxcsr and the x87 control word.

    .equ PT_RAX, 0x50
    .equ USER_CS, 0x33
    .equ USER_SS, 0x2b
    .equ FXSAVE_SIZE, 512

    .equ CALL_SPAWN, 0
    .equ CALL_JOIN, 1
    .equ CALL_SLEEP, 2
    .equ CALL_YIELD, 3

    .text

# thread_spawn: rdi: a function      rsi: its argument
#   out   rax: the id of a new thread, or -11 (EAGAIN) when there are as many as can be

    .globl thread_spawn
    .type thread_spawn, @function
thread_spawn:
    mov eax, CALL_SPAWN
    jmp system_call
    .size thread_spawn, . - thread_spawn

# thread_join: edi: the id of a thread, which is waited for
#   out   rax: what it has left, or the negative number of an error; see join

    .globl thread_join
    .type thread_join, @function
thread_join:
    mov eax, CALL_JOIN
    jmp system_call
    .size thread_join, . - thread_join

# thread_sleep: rdi: how many milliseconds
#   out   rax: 0, or -22 (EINVAL) for a negative time

    .globl thread_sleep
    .type thread_sleep, @function
thread_sleep:
    mov eax, CALL_SLEEP
    jmp system_call
    .size thread_sleep, . - thread_sleep

# thread_yield: lets another thread run that is ready
#   out   rax: 1 if one has run

    .globl thread_yield
    .type thread_yield, @function
thread_yield:
    mov eax, CALL_YIELD
    .size thread_yield, . - thread_yield

# system_call: into the kernel and back. Falls through from above.
#
#   in    eax: the number of the call      rdi, rsi: its arguments
#   out   rax: its answer; every other register and flag is as it was

    .type system_call, @function
system_call:
    push USER_SS
    push rsp
    pushfq
    add QWORD PTR [rsp+8], 16       # the caller's rsp, behind the return address
    push USER_CS
    push [rsp+32]                   # the return address
    push rax
    push rdi
    push rsi
    push rdx
    push rcx
    push rax
    push r8
    push r9
    push r10
    push r11
    push rbx
    push rbp
    push r12
    push r13
    push r14
    push r15
    mov rbx, rsp
    sub rsp, FXSAVE_SIZE
    and rsp, -16
    fxsave [rsp]
    cld
    lea rcx, [rip+system_call_table]
    call [rcx+rax*8]
    fxrstor [rsp]
    mov rsp, rbx
    mov [rsp+PT_RAX], rax
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbp
    pop rbx
    pop r11
    pop r10
    pop r9
    pop r8
    pop rax
    pop rcx
    pop rdx
    pop rsi
    pop rdi
    lea rsp, [rsp+24]               # no flag is changed from here on
    popfq
    lea rsp, [rsp+16]
    ret
    .size system_call, . - system_call

    .section .data.rel.ro
    .balign 8
system_call_table:
    .quad spawn, join, sleep_ms, yield_thread
