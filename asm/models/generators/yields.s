    .intel_syntax noprefix

# As many tasks as the argument says, each of which lets the others run three times and counts:
#
#   let task = || {
#       for _ in 0..3 {
#           yield 0;
#           counted += 1;
#       }
#       finished += 1;
#   };
#
#   Task: 24 bytes, on the heap
#     0x00 -> resume      0x08 state: START or YIELD1      0x10 how often it has had its turn

    .equ STATE, 0x08
    .equ TAKEN, 0x10
    .equ TASK_SIZE, 0x18

    .equ START, 0
    .equ YIELD1, 1

    .equ YIELDED, 0                 # rdx: how many milliseconds
    .equ COMPLETE, 1

    .equ TASKS, 100
    .equ TURNS, 3

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
    lea rcx, [rip+task]
    mov [rax], rcx
    mov QWORD PTR [rax+STATE], START
    mov QWORD PTR [rax+TAKEN], 0
    mov rdi, rax
    add rsp, 8
    jmp run_generator

# task: the resume of the generator.

    .type task, @function
task:
    cmp QWORD PTR [rdi+STATE], START
    je 1f
    inc QWORD PTR [rip+counted]
    inc QWORD PTR [rdi+TAKEN]
    cmp QWORD PTR [rdi+TAKEN], TURNS
    je 2f
1:  mov QWORD PTR [rdi+STATE], YIELD1
    xor edx, edx                    # lets the others run
    mov eax, YIELDED
    ret
2:  inc QWORD PTR [rip+finished]
    mov eax, COMPLETE
    ret
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
