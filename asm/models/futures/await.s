    .intel_syntax noprefix
    .include "include/reader.s"

# The chapter's main example: block_on runs a future that awaits two others, one after the other. The second one is not
# polled, so it does not begin, before the first one is ready:
#
#   let mainfut = async {
#       fut1.await;
#       fut2.await;
#   };
#   block_on(mainfut);
#
#   Main: 32 bytes
#     0x00 -> its functions      0x08 state: at which await it is
#     0x10 -> fut1, 0x18 -> fut2; 0 when it is over

    .equ STATE, 0x08
    .equ FUT1, 0x10
    .equ FUT2, 0x18
    .equ MAIN_SIZE, 0x20

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, MAIN_SIZE
    call malloc
    mov rbx, rax
    lea rcx, [rip+main_functions]
    mov [rbx], rcx
    mov QWORD PTR [rbx+STATE], 0
    mov edi, 1000
    mov esi, 1
    call reader
    mov [rbx+FUT1], rax
    mov edi, 2000
    mov esi, 2
    call reader
    mov [rbx+FUT2], rax
    mov rdi, rbx
    call block_on
    xor eax, eax
    pop rbx
    ret

    .type poll_main, @function
poll_main:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+STATE], 0
    jne 1f
    lea rdi, [rbx+FUT1]
    call await_future
    cmp eax, PENDING
    je 2f
    mov QWORD PTR [rbx+STATE], 1
1:  lea rdi, [rbx+FUT2]
    mov rsi, r12
    call await_future
2:  add rsp, 8
    pop r12
    pop rbx
    ret

    .type drop_main, @function
drop_main:
    push rbx
    mov rbx, rdi
    mov rdi, [rbx+FUT1]
    call drop_future
    mov rdi, [rbx+FUT2]
    call drop_future
    mov rdi, rbx
    pop rbx
    jmp free

    .section .data.rel.ro
    .balign 8
main_functions:
    .quad poll_main, drop_main
