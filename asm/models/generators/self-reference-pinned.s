    .intel_syntax noprefix
    .include "include/self-reference.s"

# Pinned: nobody gets to swap them, so each points into itself as long as it is there.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 56                     # rsp: test1, rsp + TEST_SIZE: test2
    mov rdi, rsp
    lea rsi, [rip+text1]
    call new
    lea rdi, [rsp+TEST_SIZE]
    lea rsi, [rip+text2]
    call new
    mov rdi, rsp
    call show
    lea rdi, [rsp+TEST_SIZE]
    call show
    xor eax, eax
    add rsp, 56
    ret
