    .intel_syntax noprefix
    .include "abi.s"

# _start: where a program with `main` begins.
#
# main runs as the base thread, thread 0. When it has returned, the base thread yields until nobody else is
# Ready (the book's `Runtime::run`); then the program exits with main's value.

    .text
    .globl _start
    .type _start, @function
_start:
    call main
    mov ebx, eax
1:  call yield_thread
    test eax, eax
    jnz 1b
    mov edi, ebx
    mov eax, SYS_EXIT_GROUP
    syscall
    .size _start, . - _start
