    .intel_syntax noprefix

# As many tasks as the argument says, each of which lets the others run three times and counts. What a task must remember from
# one callback to the next is how often it has had its turn, and lies on the heap.
#
#   Task: 8 bytes
#     0x00 how often it has had its turn

    .equ TASKS, 100
    .equ TURNS, 3
    .equ TASK_SIZE, 8

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edx, TASKS
    call argument
    mov rbx, rax
    test rbx, rbx
    jz 2f
1:  call start
    dec rbx
    jnz 1b
2:  call run_callbacks
    mov rsi, [rip+finished]
    mov rdx, [rip+counted]
    lea rdi, [rip+result]
    call print_values
    xor eax, eax
    pop rbx
    ret

    .type start, @function
start:
    sub rsp, 8
    mov edi, TASK_SIZE
    call malloc
    mov QWORD PTR [rax], 0
    lea rdi, [rip+task]
    mov rsi, rax
    call call_soon
    add rsp, 8
    ret

# rdi: a Task, whose turn it is

    .type task, @function
task:
    inc QWORD PTR [rip+counted]
    inc QWORD PTR [rdi]
    cmp QWORD PTR [rdi], TURNS
    je 1f
    mov rsi, rdi
    lea rdi, [rip+task]
    jmp call_soon
1:  inc QWORD PTR [rip+finished]
    jmp free
    .size task, . - task

    .section .rodata
result:
    .asciz "% tasks have counted to %\n"

    .bss
    .balign 8
finished:
    .zero 8
counted:
    .zero 8
