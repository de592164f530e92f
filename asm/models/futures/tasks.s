    .intel_syntax noprefix

# As many tasks as the argument says, each of which waits 10 ms three times and counts:
#
#   async fn task() {
#       for _ in 0..3 {
#           timer(10).await;
#           counted += 1;
#       }
#       finished += 1;
#   }
#
#   Frame: 24 bytes, on the heap
#     0x00 -> its functions      0x08 how often it has waited
#     0x10 -> the timer's future, 0 while it is not there

    .equ WAITED, 0x08
    .equ TIMER, 0x10
    .equ FRAME_SIZE, 0x18

    .equ TASKS, 100
    .equ WAITS, 3
    .equ DELAY, 10

    .equ PENDING, 0
    .equ READY, 1

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
    mov r12, rax                    # their handles
    xor r13d, r13d
    test rbx, rbx
    jz 3f
1:  call start
    mov [r12+r13*8], rax
    inc r13
    cmp r13, rbx
    jb 1b
2:  dec r13
    mov rdi, [r12+r13*8]
    call block_on
    test r13, r13
    jnz 2b
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

# start: -> rax: the handle of a new task

    .type start, @function
start:
    sub rsp, 8
    mov edi, FRAME_SIZE
    call malloc
    lea rcx, [rip+task_functions]
    mov [rax], rcx
    mov QWORD PTR [rax+WAITED], 0
    mov QWORD PTR [rax+TIMER], 0
    mov rdi, rax
    add rsp, 8
    jmp spawn_local

# task: the poll of the async function.

    .type task, @function
task:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+TIMER], 0
    jne 2f
1:  mov edi, DELAY
    call timer_future
    mov [rbx+TIMER], rax
2:  lea rdi, [rbx+TIMER]
    mov rsi, r12
    call await_future
    cmp eax, PENDING
    je 3f
    test rdx, rdx
    js 3f                           # there is no such timer: ready with the error
    inc QWORD PTR [rip+counted]
    inc QWORD PTR [rbx+WAITED]
    cmp QWORD PTR [rbx+WAITED], WAITS
    jb 1b
    inc QWORD PTR [rip+finished]
    mov eax, READY
3:  add rsp, 8
    pop r12
    pop rbx
    ret
    .size task, . - task

    .type drop_task, @function
drop_task:
    push rdi
    mov rdi, [rdi+TIMER]
    call drop_future
    pop rdi
    jmp free

    .section .data.rel.ro
    .balign 8
task_functions:
    .quad task, drop_task

    .section .rodata
result:
    .asciz "% tasks have counted to %\n"

    .bss
    .balign 8
finished:
    .zero 8
counted:
    .zero 8
