    .intel_syntax noprefix

# The hot split: a loop calls a small function CALLS times. Where the loop is PAD bytes down its thread's stack, what is
# left is not enough for that function. With segments each call then takes one and gives it back; with copies the first
# call makes room for all.

    .equ CALLS, 1000
    .equ PAD, 2512

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
    push rbx
    sub rsp, PAD
    xor ebx, ebx
    xor eax, eax
1:  cmp rbx, CALLS
    je 2f
    mov rdi, rax
    call next
    inc rbx
    jmp 1b
2:  mov rdi, rax
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, PAD
    pop rbx
    ret

# rdi: a number; rax: the next one

    .type next, @function
next:
    cmp rsp, fs:[0x70]
    jb 2f
1:  lea rax, [rdi+1]
    ret
2:  mov r10d, 0
    mov r11d, 0
    call __morestack
    ret
    jmp 1b
    .size next, . - next

    .section .rodata
newline: .asciz "\n"
