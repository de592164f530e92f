    .intel_syntax noprefix
    .include "include/self-reference.s"

# Two structures that point into themselves are swapped, byte by byte: now each points into the other.

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
    mov rdi, rsp
    lea rsi, [rsp+TEST_SIZE]
    mov edx, TEST_SIZE
    call swap_bytes
    lea rdi, [rsp+TEST_SIZE]
    call show
    xor eax, eax
    add rsp, 56
    ret
