    .intel_syntax noprefix
    .include "abi.s"
    .include "promises/layouts.s"

# Promises as JavaScript has them: eager, settled once, their reactions called from the queue of microtasks and never
# from within the code that settles them.

    .text

# promise_new: -> rax: a pending promise, or 0 when there is no memory

    .globl promise_new
    .type promise_new, @function
promise_new:
    sub rsp, 8
    mov edi, PROMISE_SIZE
    call malloc
    add rsp, 8
    test rax, rax
    jz 1f
    mov QWORD PTR [rax+REFERENCES], 2
    mov QWORD PTR [rax+STATE], PENDING
    mov QWORD PTR [rax+VALUE], 0
    mov QWORD PTR [rax+REACTIONS], 0
    lea rcx, [rax+REACTIONS]
    mov [rax+LAST], rcx
    mov QWORD PTR [rax+IS_HANDLED], 0
1:  ret
    .size promise_new, . - promise_new

# promise_fulfill: rdi: a pending promise      rsi: its value
# promise_reject: rdi: a pending promise      rsi: why
#   out   rax: 0, or -114 (EALREADY) when it is settled already

    .globl promise_fulfill, promise_reject
    .type promise_fulfill, @function
    .type promise_reject, @function
promise_fulfill:
    mov edx, FULFILLED
    jmp settle
promise_reject:
    mov edx, REJECTED
    jmp settle
    .size promise_fulfill, . - promise_fulfill
    .size promise_reject, . - promise_reject

# rdi: a promise, rsi: its value, edx: its state from now on

    .type settle, @function
settle:
    cmp QWORD PTR [rdi+STATE], PENDING
    jne 2f
    mov [rdi+STATE], rdx
    mov [rdi+VALUE], rsi
    mov rax, [rdi+REACTIONS]
    test rax, rax
    jz 1f
    mov rcx, [rip+last_microtask]   # all of its reactions go behind the microtasks
    mov [rcx], rax
    mov rcx, [rdi+LAST]
    mov [rip+last_microtask], rcx
    mov QWORD PTR [rdi+REACTIONS], 0
1:  sub rsp, 8
    call promise_release
    add rsp, 8
    xor eax, eax
    ret
2:  mov rax, -EALREADY
    ret
    .size settle, . - settle

# promise_release: rdi: a promise that the caller does not need any more. One that was rejected and never had a reaction
# ends the program, with status 1, when nobody needs it any more.

    .globl promise_release
    .type promise_release, @function
promise_release:
    dec QWORD PTR [rdi+REFERENCES]
    jnz 1f
    cmp QWORD PTR [rdi+STATE], REJECTED
    jne free
    cmp QWORD PTR [rdi+IS_HANDLED], 0
    jne free
    sub rsp, 8
    mov rsi, [rdi+VALUE]
    lea rdi, [rip+unhandled]
    call print_values
    mov edi, 1
    call exit
1:  ret
    .size promise_release, . - promise_release

# promise_then: what is to happen when a promise is settled.
#
#   in    rdi: the promise
#         rsi: the function for its value, rdx: the one for why it was rejected; with 0 the next promise ends the same way
#         rcx: what both find in rsi, the value or reason being in rdi
#   out   rax: the next promise, which ends as the function answers: RETURNED, FOLLOWED or THROWN

    .globl promise_then
    .type promise_then, @function
promise_then:
    push rdi
    push rsi
    push rdx
    push rcx
    sub rsp, 8
    call promise_new
    add rsp, 8
    pop rcx
    pop rdx
    pop rsi
    pop rdi
    mov r8, rax
    push rax
    call react
    pop rax
    ret
    .size promise_then, . - promise_then

# promise_await: as promise_then, for who has no use for another promise: what the functions answer is not looked at.

    .globl promise_await
    .type promise_await, @function
promise_await:
    xor r8d, r8d

# react: as promise_await; r8: the derived promise, or 0. Falls through from above.

    .type react, @function
react:
    push rdi
    push rsi
    push rdx
    push rcx
    push r8
    mov edi, REACTION_SIZE
    call malloc
    pop r8
    pop rcx
    pop rdx
    pop rsi
    pop rdi
    mov QWORD PTR [rax+NEXT], 0
    mov [rax+ON_FULFILLED], rsi
    mov [rax+ON_REJECTED], rdx
    mov [rax+ARGUMENT], rcx
    mov [rax+DERIVED], r8
    mov [rax+SOURCE], rdi
    mov QWORD PTR [rdi+IS_HANDLED], 1
    cmp QWORD PTR [rdi+STATE], PENDING
    jne 1f
    mov rcx, [rdi+LAST]
    mov [rcx], rax
    mov [rdi+LAST], rax
    ret
1:  mov rcx, [rip+last_microtask]
    mov [rcx], rax
    mov [rip+last_microtask], rax
    ret
    .size promise_await, . - promise_await
    .size react, . - react

# run_microtasks: calls the reactions of settled promises until there are no more.

    .globl run_microtasks
    .type run_microtasks, @function
run_microtasks:
    push rbx
    push r12
    push r13
1:  mov rbx, [rip+microtasks]
    test rbx, rbx
    jz 5f
    mov rax, [rbx+NEXT]
    mov [rip+microtasks], rax
    test rax, rax
    jnz 2f
    lea rax, [rip+microtasks]
    mov [rip+last_microtask], rax
2:  mov rcx, [rbx+SOURCE]
    mov rdi, [rcx+VALUE]
    mov rsi, [rbx+ARGUMENT]
    mov r12, [rbx+DERIVED]
    mov r13, [rbx+ON_FULFILLED]
    mov edx, RETURNED
    cmp QWORD PTR [rcx+STATE], FULFILLED
    je 3f
    mov r13, [rbx+ON_REJECTED]
    mov edx, THROWN
3:  mov rax, rdi
    test r13, r13
    jz 4f                           # nothing to call: the derived one ends as its source has
    call r13
4:  mov r13, [rbx+SOURCE]
    mov rdi, rbx
    mov rbx, rdx
    push rax
    sub rsp, 8
    call free
    mov rdi, r13
    call promise_release
    add rsp, 8
    pop rsi
    test r12, r12
    jz 1b
    mov rdi, r12
    call conclude
    jmp 1b
5:  pop r13
    pop r12
    pop rbx
    ret
    .size run_microtasks, . - run_microtasks

# conclude: rdi: a derived promise, rsi and ebx: the answer, rax and edx of the function

    .type conclude, @function
conclude:
    cmp ebx, RETURNED
    je promise_fulfill
    cmp ebx, THROWN
    je promise_reject
    mov r8, rdi
    mov rdi, rsi
    xor esi, esi
    xor edx, edx
    xor ecx, ecx
    jmp react
    .size conclude, . - conclude

    .data
    .balign 8
last_microtask:
    .quad microtasks                # where the address of the next one is to be written

    .bss
    .balign 8
microtasks:
    .zero 8

    .section .rodata
unhandled:
    .asciz "Unhandled rejection: %\n"
