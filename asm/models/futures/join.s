    .intel_syntax noprefix
    .include "include/reader.s"

# A join of three: one task, which is ready when the slowest of them is. Its one waker says that something has happened
# and not what, so all that are not ready are polled: main and the join 4 times, and 3, 3, 2 and 1 parts of it, each of
# which polls its socket.
#
#   Main: 16 bytes
#     0x00 -> its functions      0x08 -> the join, 0 when it is over

    .equ JOIN, 0x08
    .equ MAIN_SIZE, 0x10

    .equ ENTRY_VALUE, 0x08          # the join's value is where its entries begin
    .equ ENTRY_SIZE, 0x10

    .text
    .globl main
    .type main, @function
main:
    push rbx
    sub rsp, 32                     # rsp: the addresses of three futures
    mov edi, 300
    mov esi, 1
    call reader
    mov [rsp], rax
    mov edi, 100
    mov esi, 2
    call reader
    mov [rsp+8], rax
    mov edi, 200
    mov esi, 3
    call reader
    mov [rsp+16], rax
    mov rdi, rsp
    mov esi, 3
    call join_all
    mov rbx, rax
    mov edi, MAIN_SIZE
    call malloc
    lea rcx, [rip+main_functions]
    mov [rax], rcx
    mov [rax+JOIN], rbx
    mov rdi, rax
    call block_on
    lea rdi, [rip+polled]
    mov rsi, [rip+polls]
    call print_values
    xor eax, eax
    add rsp, 32
    pop rbx
    ret

    .type poll_main, @function
poll_main:
    push rbx
    mov rbx, rdi
    mov rdi, [rbx+JOIN]
    call poll_future
    cmp eax, READY
    jne 1f
    mov rsi, [rdx+ENTRY_VALUE]
    mov rcx, [rdx+2*ENTRY_SIZE+ENTRY_VALUE]
    mov rdx, [rdx+ENTRY_SIZE+ENTRY_VALUE]
    lea rdi, [rip+all_of_them]
    call print_values
    mov eax, READY
1:  pop rbx
    ret

    .type drop_main, @function
drop_main:
    push rdi
    mov rdi, [rdi+JOIN]
    call drop_future
    pop rdi
    jmp free

    .section .data.rel.ro
    .balign 8
main_functions:
    .quad poll_main, drop_main

    .section .rodata
all_of_them:
    .asciz "All of them: %, %, %\n"
polled:
    .asciz "% polls\n"
