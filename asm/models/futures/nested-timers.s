    .intel_syntax noprefix

# What the chapter does with callbacks, with futures. A future does nothing by itself: each is made a task, and they run
# when main waits for them.
#
#   async fn says(ms: u64, text: &str) {
#       timer(ms).await;
#       print(text);
#   }
#
#   async fn chains() {
#       says(100, "We can even chain sub-tasks...").await;
#       says(50, "...like this!").await;
#   }

    .equ PENDING, 0
    .equ READY, 1

    .text
    .globl main
    .type main, @function
main:
    push rbx
    lea rdi, [rip+start_here]
    call print
    mov edi, 200
    lea rsi, [rip+create]
    call says
    mov rdi, rax
    call spawn_local
    mov rbx, rax
    call chains
    mov rdi, rax
    call spawn_local
    push rax
    sub rsp, 8
    lea rdi, [rip+meanwhile]
    call print
    mov rdi, rbx
    call block_on
    add rsp, 8
    pop rdi
    call block_on
    xor eax, eax
    pop rbx
    ret

#   Says: 24 bytes
#     0x00 -> its functions      0x08 -> the timer's future, 0 when it is over
#     0x10 text

    .equ TIMER, 0x08
    .equ TEXT, 0x10
    .equ SAYS_SIZE, 0x18

# says: rdi: how many milliseconds, rsi: the text -> rax: the future

    .type says, @function
says:
    push rbx
    push rsi
    sub rsp, 8
    call timer_future
    mov rbx, rax
    mov edi, SAYS_SIZE
    call malloc
    lea rcx, [rip+says_functions]
    mov [rax], rcx
    mov [rax+TIMER], rbx
    add rsp, 8
    pop [rax+TEXT]
    pop rbx
    ret

    .type poll_says, @function
poll_says:
    push rbx
    mov rbx, rdi
    lea rdi, [rbx+TIMER]
    call await_future
    cmp eax, PENDING
    je 1f
    mov rdi, [rbx+TEXT]
    call print
    mov eax, READY
1:  pop rbx
    ret

    .type drop_says, @function
drop_says:
    push rdi
    mov rdi, [rdi+TIMER]
    call drop_future
    pop rdi
    jmp free

#   Chains: 24 bytes
#     0x00 -> its functions      0x08 -> the first says, 0x10 -> the second; 0 when it is over

    .equ FIRST, 0x08
    .equ SECOND, 0x10
    .equ CHAINS_SIZE, 0x18

# chains: -> rax: the future

    .type chains, @function
chains:
    push rbx
    mov edi, CHAINS_SIZE
    call malloc
    mov rbx, rax
    lea rcx, [rip+chains_functions]
    mov [rbx], rcx
    mov edi, 100
    lea rsi, [rip+chain]
    call says
    mov [rbx+FIRST], rax
    mov edi, 50
    lea rsi, [rip+like_this]
    call says
    mov [rbx+SECOND], rax
    mov rax, rbx
    pop rbx
    ret

    .type poll_chains, @function
poll_chains:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+FIRST], 0
    je 1f
    lea rdi, [rbx+FIRST]
    call await_future
    cmp eax, PENDING
    je 2f
1:  lea rdi, [rbx+SECOND]
    mov rsi, r12
    call await_future
2:  add rsp, 8
    pop r12
    pop rbx
    ret

    .type drop_chains, @function
drop_chains:
    push rbx
    mov rbx, rdi
    mov rdi, [rbx+FIRST]
    call drop_future
    mov rdi, [rbx+SECOND]
    call drop_future
    mov rdi, rbx
    pop rbx
    jmp free

    .section .data.rel.ro
    .balign 8
says_functions:
    .quad poll_says, drop_says
chains_functions:
    .quad poll_chains, drop_chains

    .section .rodata
start_here:
    .asciz "So we start the program here!\n"
meanwhile:
    .asciz "While our tasks are executing we can do other stuff instead of waiting.\n"
create:
    .asciz "We create tasks with a callback that runs once the task finished!\n"
chain:
    .asciz "We can even chain sub-tasks...\n"
like_this:
    .asciz "...like this!\n"
