    .intel_syntax noprefix

# Two tasks that count to three and let the other one run at every step:
#
#   async fn count(name: u64) {
#       for step in 1..=3 {
#           println!("task {name}: {step}");
#           yield_now().await;
#       }
#   }
#
#   Count: 32 bytes
#     0x00 -> its functions      0x08 name      0x10 step
#     0x18 -> the future of yield_now, 0 while it is not there

    .equ NAME, 0x08
    .equ STEP, 0x10
    .equ YIELD, 0x18
    .equ COUNT_SIZE, 0x20

    .equ STEPS, 3

    .equ PENDING, 0
    .equ READY, 1

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, 1
    call count
    mov rdi, rax
    call spawn_local
    mov rbx, rax
    mov edi, 2
    call count
    mov rdi, rax
    call block_on
    mov rdi, rbx
    call block_on
    xor eax, eax
    pop rbx
    ret

# rdi: its name -> rax: the future

    .type count, @function
count:
    push rdi
    mov edi, COUNT_SIZE
    call malloc
    lea rcx, [rip+count_functions]
    mov [rax], rcx
    pop [rax+NAME]
    mov QWORD PTR [rax+STEP], 0
    mov QWORD PTR [rax+YIELD], 0
    ret

    .type poll_count, @function
poll_count:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+YIELD], 0
    jne 2f
1:  mov rdx, [rbx+STEP]
    mov eax, READY
    cmp rdx, STEPS
    je 3f
    inc rdx
    mov [rbx+STEP], rdx
    mov rsi, [rbx+NAME]
    lea rdi, [rip+task]
    call print_values
    call yield_now
    mov [rbx+YIELD], rax
2:  lea rdi, [rbx+YIELD]
    mov rsi, r12
    call await_future
    cmp eax, READY
    je 1b
3:  add rsp, 8
    pop r12
    pop rbx
    ret

    .type drop_count, @function
drop_count:
    push rdi
    mov rdi, [rdi+YIELD]
    call drop_future
    pop rdi
    jmp free

    .section .data.rel.ro
    .balign 8
count_functions:
    .quad poll_count, drop_count

    .section .rodata
task:
    .asciz "task %: %\n"
