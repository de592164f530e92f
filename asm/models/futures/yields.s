    .intel_syntax noprefix

# As many tasks as the argument says, each of which lets the others run three times and counts:
#
#   async fn task() {
#       for _ in 0..3 {
#           yield_now().await;
#           counted += 1;
#       }
#       finished += 1;
#   }
#
#   Frame: 24 bytes, on the heap
#     0x00 -> its functions      0x08 how often it has had its turn
#     0x10 -> the future of yield_now, 0 while it is not there

    .equ TAKEN, 0x08
    .equ YIELD, 0x10
    .equ FRAME_SIZE, 0x18

    .equ TASKS, 100
    .equ TURNS, 3

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
    mov QWORD PTR [rax+TAKEN], 0
    mov QWORD PTR [rax+YIELD], 0
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
    cmp QWORD PTR [rbx+YIELD], 0
    jne 2f
1:  call yield_now
    mov [rbx+YIELD], rax
2:  lea rdi, [rbx+YIELD]
    mov rsi, r12
    call await_future
    cmp eax, PENDING
    je 3f
    inc QWORD PTR [rip+counted]
    inc QWORD PTR [rbx+TAKEN]
    cmp QWORD PTR [rbx+TAKEN], TURNS
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
    mov rdi, [rdi+YIELD]
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
