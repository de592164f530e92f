    .intel_syntax noprefix

# "Does aligning down lose stack, can it overflow?" It loses up to 15 bytes. This stack has just the 72 bytes that the
# task needs, and begins at a multiple of 16 and ends 8 bytes off one: these 8 bytes are lost, and what is pushed last
# goes below the stack, where the total lies.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rax, [rip+top]
    and rax, -16
    lea rdx, [rip+guard_thread]
    mov [rax-16], rdx
    lea rdx, [rip+skip_slot]
    mov [rax-24], rdx
    lea rdx, [rip+task]
    mov [rax-32], rdx
    sub rax, 32
    mov [rip+task_context], rax
    lea rdi, [rip+main_context]
    lea rsi, [rip+task_context]
    call switch
    mov rdi, [rip+total]
    call print_number
    lea rdi, [rip+newline]
    call print
    xor eax, eax
    add rsp, 8
    ret

# With what main has put there, the task and the function that it calls need 72 bytes from the top on.

    .type task, @function
task:
    sub rsp, 8
    call deeper
    add rsp, 8
    ret

    .type deeper, @function
deeper:
    push rbx
    push r12
    push r13
    push r14
    inc qword ptr [rip+turns]
    pop r14
    pop r13
    pop r12
    pop rbx
    ret

    .type skip_slot, @function
skip_slot:
    ret

    .type guard_thread, @function
guard_thread:
    lea rdi, [rip+task_context]
    lea rsi, [rip+main_context]
    jmp switch

    .section .rodata
newline:
    .asciz "\n"

    .bss
    .balign 16
main_context:
    .skip 64
task_context:
    .skip 64
turns:
    .skip 8

    .data
    .balign 16
    .quad 0
total:
    .quad 1000
stack:
    .skip 72
top:
