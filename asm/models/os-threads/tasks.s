    .intel_syntax noprefix

# As many tasks as the argument says, each of which waits 10 ms three times and counts. Each is a thread of the system.

    .globl __stack_size, __max_threads, __quantum
    .equ __stack_size, 8 << 20      # bytes, as Linux has it (ulimit -s)
    .equ __quantum, 1000000         # a timer interrupt every millisecond
    .equ __max_threads, 128

    .equ TASKS, 100
    .equ WAITS, 3
    .equ DELAY, 10

    .text
    .globl main
    .type main, @function
main:
    push rbx
    push r12
    push r13
    mov edx, TASKS
    call argument
    mov rbx, rax
    lea rdi, [rax*8]
    call malloc
    mov r12, rax                    # their ids
    xor r13d, r13d
    test rbx, rbx
    jz 3f
1:  lea rdi, [rip+task]
    call thread_spawn
    test eax, eax
    js 2f                           # no slot is Available
    mov [r12+r13*8], rax
    inc r13
    cmp r13, rbx
    jb 1b
2:  sub r13, 1
    jb 3f
    mov rdi, [r12+r13*8]
    call thread_join
    jmp 2b
3:  mov rdi, r12
    call free
    mov rsi, [rip+finished]
    mov rdx, [rip+counted]
    lea rdi, [rip+result]
    call print_values
    xor eax, eax
    pop r13
    pop r12
    pop rbx
    ret

    .type task, @function
task:
    push rbx
    mov ebx, WAITS
1:  mov edi, DELAY
    call thread_sleep
    inc QWORD PTR [rip+counted]
    dec ebx
    jnz 1b
    inc QWORD PTR [rip+finished]
    pop rbx
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
