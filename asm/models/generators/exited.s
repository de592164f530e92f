    .intel_syntax noprefix
    .include "include/greeting.s"

# A generator that is resumed although it is complete: that is a mistake, and ends the program as a panic does.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, GENERATOR_SIZE + 8
    mov rdi, rsp
    call generator
    mov rdi, rsp
    call advance
    mov rdi, rsp
    call advance
    mov rdi, rsp
    call advance
    xor eax, eax
    add rsp, GENERATOR_SIZE + 8
    ret
