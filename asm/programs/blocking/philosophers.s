    .intel_syntax noprefix

# Five philosophers at a round table think and eat; each needs the two forks beside their plate. The last one
# takes the right one first: no circle can close. --max-threads 6 makes room for them.

    .equ PHILOSOPHERS, 5
    .equ MEALS, 3
    .equ MUTEX_SIZE, 24

    .text
    .globl main
main:
    push rbx
    xor ebx, ebx
1:  lea rdi, [rip+dines]
    mov rsi, rbx
    call spawn
    inc ebx
    cmp ebx, PHILOSOPHERS
    jb 1b
    mov ebx, 1
1:  mov edi, ebx
    call join
    inc ebx
    cmp ebx, PHILOSOPHERS
    jbe 1b
    lea rdi, [rip+enough]
    call print
    xor eax, eax
    pop rbx
    ret

# rdi: the number of the philosopher, and of the fork to the left

dines:
    push rbx
    push rbp
    push r12
    push r13
    sub rsp, 8
    mov rbx, rdi
    imul r12, rdi, MUTEX_SIZE
    lea rax, [rip+fork0]
    add r12, rax
    lea r13, [r12+MUTEX_SIZE]       # the one to the right
    cmp ebx, PHILOSOPHERS - 1
    jne 1f
    mov r13, rax
    xchg r12, r13
1:  mov ebp, MEALS
2:  mov rdi, r12
    call mutex_lock
    mov edi, 10                     # a word with the neighbour
    call sleep_ms
    mov rdi, r13
    call mutex_lock
    mov rdi, rbx
    call print_number
    lea rdi, [rip+eats]
    call print
    mov edi, 5
    call sleep_ms
    mov rdi, r13
    call mutex_unlock
    mov rdi, r12
    call mutex_unlock
    dec ebp
    jnz 2b
    add rsp, 8
    pop r13
    pop r12
    pop rbp
    pop rbx
    ret

    .section .rodata
eats:   .asciz " eats\n"
enough: .asciz "everybody has had enough\n"

    .bss
    .balign 8
fork0: .zero MUTEX_SIZE
fork1: .zero MUTEX_SIZE
fork2: .zero MUTEX_SIZE
fork3: .zero MUTEX_SIZE
fork4: .zero MUTEX_SIZE
