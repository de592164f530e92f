    .intel_syntax noprefix

# The chapter's promises:
#
#   timer(200)
#   .then(() => timer(100))
#   .then(() => timer(50))
#   .then(() => console.log("I'm the last one"));

    .equ FOLLOWED, 1                # edx: the answer in rax is a promise

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, 200
    call timer
    mov rdi, rax
    lea rsi, [rip+waits]
    xor edx, edx
    mov ecx, 100
    call promise_then
    mov rdi, rax
    lea rsi, [rip+waits]
    xor edx, edx
    mov ecx, 50
    call promise_then
    mov rdi, rax
    lea rsi, [rip+says]
    xor edx, edx
    lea rcx, [rip+last]
    call promise_await
    call run_promises
    xor eax, eax
    add rsp, 8
    ret

# rsi: how long

    .type waits, @function
waits:
    sub rsp, 8
    mov rdi, rsi
    call timer
    mov edx, FOLLOWED
    add rsp, 8
    ret

# rsi: a text

    .type says, @function
says:
    mov rdi, rsi
    jmp print

    .section .rodata
last:
    .asciz "I'm the last one\n"
