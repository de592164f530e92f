    .intel_syntax noprefix

# A rejection goes down the chain to the next function for one, and past those for values:
#
#   timer(100)
#   .then(() => { throw 42; })
#   .then((value) => console.log("not called"))
#   .catch((why) => { console.log("caught", why); return why + 1; })
#   .then((value) => console.log("goes on with", value));

    .equ RETURNED, 0                # edx: the answer in rax is a value
    .equ THROWN, 2                  # edx: it is why

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, 100
    call timer
    mov rdi, rax
    lea rsi, [rip+throws]
    xor edx, edx
    call promise_then
    mov rdi, rax
    lea rsi, [rip+says]
    xor edx, edx
    lea rcx, [rip+not_called]
    call promise_then
    mov rdi, rax
    xor esi, esi
    lea rdx, [rip+catches]
    call promise_then
    mov rdi, rax
    lea rsi, [rip+says]
    xor edx, edx
    lea rcx, [rip+goes_on]
    call promise_await
    call run_promises
    xor eax, eax
    add rsp, 8
    ret

    .type throws, @function
throws:
    mov eax, 42
    mov edx, THROWN
    ret

    .type catches, @function
catches:
    push rbx
    mov rbx, rdi
    lea rsi, [rip+caught]
    call says
    lea rax, [rbx+1]
    mov edx, RETURNED
    pop rbx
    ret

# rdi: a number, rsi: a text that has a place for it

    .type says, @function
says:
    sub rsp, 8
    xchg rdi, rsi
    call print_values
    mov edx, RETURNED
    add rsp, 8
    ret

    .section .rodata
not_called:
    .asciz "not called\n"
caught:
    .asciz "caught %\n"
goes_on:
    .asciz "goes on with %\n"
