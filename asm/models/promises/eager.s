    .intel_syntax noprefix

# A promise is eager: what it stands for has begun when the call that makes it is over. futures/lazy.s has the
# opposite.

    .text
    .globl main
    .type main, @function
main:
    push rbx
    lea rdi, [rip+before]
    call print
    call run
    mov rbx, rax
    lea rdi, [rip+after]
    call print
    mov rdi, rbx
    lea rsi, [rip+says]
    xor edx, edx
    call promise_await
    call run_promises
    xor eax, eax
    pop rbx
    ret

# async function run() { console.log("run has begun"); return await timer(100); }, -> rax: its promise

    .type run, @function
run:
    sub rsp, 8
    lea rdi, [rip+has_begun]
    call print
    mov edi, 100
    call timer
    add rsp, 8
    ret

    .type says, @function
says:
    lea rdi, [rip+is_over]
    jmp print

    .section .rodata
before:
    .asciz "run is called\n"
has_begun:
    .asciz "run has begun\n"
after:
    .asciz "the call is over\n"
is_over:
    .asciz "run is over\n"
