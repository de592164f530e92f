    .intel_syntax noprefix

# switch: from one thread to another.
#
#   in    rdi: the ThreadContext to save to      rsi: the ThreadContext to load from
#   out   everything is the other thread's; rdi: its thread_ptr
#
# What a function must preserve is saved, in the order of the context's fields, and nothing else: to the caller,
# switch is a function that takes a while to return. rsp is saved as it is, so the return address on top of the
# old stack is where the old thread will go on, and `ret` goes on where the new one was left.

    .text
    .globl switch
    .type switch, @function
switch:
    mov [rdi+0x00], rsp
    mov [rdi+0x08], r15
    mov [rdi+0x10], r14
    mov [rdi+0x18], r13
    mov [rdi+0x20], r12
    mov [rdi+0x28], rbx
    mov [rdi+0x30], rbp

    mov rsp, [rsi+0x00]
    mov r15, [rsi+0x08]
    mov r14, [rsi+0x10]
    mov r13, [rsi+0x18]
    mov r12, [rsi+0x20]
    mov rbx, [rsi+0x28]
    mov rbp, [rsi+0x30]
    mov rdi, [rsi+0x38]
    ret
    .size switch, . - switch
