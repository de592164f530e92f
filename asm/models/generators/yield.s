    .intel_syntax noprefix

# A stackless coroutine, as a compiler makes it of this (the chapter's first generator):
#
#   let a: i32 = 4;
#   let mut generator = move || {
#       println!("Hello");
#       yield a * 2;
#       println!("world!");
#   };
#
# It has no stack of its own: it runs on that of whoever resumes it and returns at each yield. What it needs afterwards
# lies in a structure, and where it goes on is a number there.
#
#   Generator: 16 bytes
#     0x00 state: START, YIELD1 or DONE
#     0x08 a

    .equ STATE, 0x00
    .equ A, 0x08
    .equ START, 0
    .equ YIELD1, 1
    .equ DONE, 2

# What resume answers with.

    .equ YIELDED, 0                 # rdx: the value
    .equ COMPLETE, 1

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 24                     # rsp: the generator
    mov QWORD PTR [rsp+STATE], START
    mov QWORD PTR [rsp+A], 4
    mov rdi, rsp
    call resume
    cmp eax, YIELDED
    jne 1f
    mov rsi, rdx
    lea rdi, [rip+got_value]
    call print_values
1:  mov rdi, rsp
    call resume
    xor eax, eax
    add rsp, 24
    ret

# resume: runs a generator up to its next yield or its end.
#
#   in    rdi: the generator
#   out   eax: YIELDED, rdx: the value, or COMPLETE

    .type resume, @function
resume:
    mov eax, [rdi+STATE]
    lea rdx, [rip+states]
    jmp [rdx+rax*8]

start:
    push rbx
    mov rbx, rdi
    lea rdi, [rip+hello]
    call print
    mov rdx, [rbx+A]
    add rdx, rdx
    mov QWORD PTR [rbx+STATE], YIELD1
    pop rbx
    mov eax, YIELDED
    ret

yield1:
    push rbx
    mov rbx, rdi
    lea rdi, [rip+world]
    call print
    mov QWORD PTR [rbx+STATE], DONE
    pop rbx
    mov eax, COMPLETE
    ret

done:
    lea rdi, [rip+exited]
    call print
    mov edi, 101                    # as a panic in Rust ends
    call exit
    .size resume, . - resume

    .section .rodata
    .balign 8
states:
    .quad start, yield1, done
hello:
    .asciz "Hello\n"
world:
    .asciz "world!\n"
got_value:
    .asciz "Got value %\n"
exited:
    .asciz "Can't advance an exited generator!\n"
