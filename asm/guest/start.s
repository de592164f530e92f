    .intel_syntax noprefix
    .include "abi.s"

# _start: where a program with `main` begins.
#
#   in    rsp: argc, then the pointers to the arguments, 0, those to the environment, 0
#
# What constructors and main get is main's (argc, argv, envp). main runs as the base thread, thread 0. When it has
# returned, the base thread yields until nobody else is Ready (the book's `Runtime::run`); then it waits for those
# that wait, and the program exits with main's value.

    .text
    .globl _start
    .type _start, @function
_start:
    lea rbx, [rip+__preinit_array_start]
    lea rbp, [rip+__preinit_array_end]
    call constructors
    lea rbx, [rip+__init_array_start]
    lea rbp, [rip+__init_array_end]
    call constructors
    xor ebx, ebx
    xor ebp, ebp
    mov rdi, [rsp]
    lea rsi, [rsp+8]
    lea rdx, [rsi+rdi*8+8]
    call main
    mov ebx, eax
1:  call yield_thread
    test eax, eax
    jnz 1b
    mov edi, ebx
    call exit_last
    hlt
    .size _start, . - _start

# rbx, rbp: from where up to where the addresses of constructors stand

    .type constructors, @function
constructors:
    cmp rbx, rbp
    jae 2f
    push rbx
1:  mov rdi, [rsp+16]
    lea rsi, [rsp+24]
    lea rdx, [rsi+rdi*8+8]
    call [rbx]
    add rbx, 8
    cmp rbx, rbp
    jb 1b
    pop rbx
2:  ret
    .size constructors, . - constructors
