    .intel_syntax noprefix
    .include "include/greeting.s"

# The generators of moved.s, but on the heap (Box::pin): whoever has one has its address, and what is swapped are the
# addresses. The one that has started is still where it was, and so is what it has borrowed.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 24                     # rsp: the address of one generator, rsp + 8: that of the other
    call boxed_generator
    mov [rsp], rax
    call boxed_generator
    mov [rsp+8], rax
    mov rdi, [rsp]
    call advance
    mov rdi, rsp
    lea rsi, [rsp+8]
    mov edx, 8
    call swap_bytes
    mov rdi, [rsp+8]
    call advance
    mov rdi, [rsp]
    call free
    mov rdi, [rsp+8]
    call free
    xor eax, eax
    add rsp, 24
    ret

# -> rax: a generator on the heap

    .type boxed_generator, @function
boxed_generator:
    push rbx
    mov edi, GENERATOR_SIZE
    call malloc
    mov rbx, rax
    mov rdi, rax
    call generator
    mov rax, rbx
    pop rbx
    ret
