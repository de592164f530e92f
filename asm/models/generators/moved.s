    .intel_syntax noprefix
    .include "include/greeting.s"

# Two generators. The first one is resumed, then both are swapped, as safe code may do with what is not pinned. The one
# that has started now lies where the other was, and what it has borrowed is still the place that it has left: the
# String of the one that has not started, which is empty. `Hello` is lost. pinned.s has generators that stay.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 2 * GENERATOR_SIZE + 8 # rsp: one generator, rsp + GENERATOR_SIZE: the other
    mov rdi, rsp
    call generator
    lea rdi, [rsp+GENERATOR_SIZE]
    call generator
    mov rdi, rsp
    call advance
    mov rdi, rsp
    lea rsi, [rsp+GENERATOR_SIZE]
    mov edx, GENERATOR_SIZE
    call swap_bytes
    lea rdi, [rsp+GENERATOR_SIZE]
    call advance
    xor eax, eax
    add rsp, 2 * GENERATOR_SIZE + 8
    ret
