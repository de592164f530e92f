    .intel_syntax noprefix

# Why what is pointed to must stay where it is. A thread keeps a number on its stack and a pointer to it, goes deep, and
# adds 2 to the number through the pointer. Where stacks grow by copies, the pointer leads to the old stack by then: the
# number is still 40, and what has been added is lost.
#
#   fiberscope run copied.s                      the number is 42, at the pointer lies 42
#   fiberscope run --stack segments copied.s     the same
#   fiberscope run --stack copy copied.s         the number is 40, at the pointer lies 42
#   fiberscope run --stack copy rewritten.s      42 and 42: the same with a map of the pointers

    .equ DEPTH, 100

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    xor esi, esi
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type worker, @function
worker:
    sub rsp, 24
    mov qword ptr [rsp], 40         # the number
    mov [rsp+8], rsp                # the pointer
    mov edi, DEPTH
    call descend
returns_to_worker:
    mov rax, [rsp+8]
    add qword ptr [rax], 2
    lea rdi, [rip+number]
    call print
    mov rdi, [rsp]
    call print_number
    lea rdi, [rip+pointer]
    call print
    mov rax, [rsp+8]
    mov rdi, [rax]
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, 24
    ret
    .size worker, . - worker

# rdi: how many calls more

    .type descend, @function
descend:
    cmp rsp, fs:[0x70]
    jb 3f
1:  sub rsp, 56
    test rdi, rdi
    jz 2f
    dec rdi
    call descend
returns_to_descend:
2:  add rsp, 56
    ret
3:  mov r10d, 56
    mov r11d, 0
    call __morestack
    ret
    jmp 1b
    .size descend, . - descend

    .section .rodata
number: .asciz "the number is "
pointer: .asciz ", at the pointer lies "
newline: .asciz "\n"
