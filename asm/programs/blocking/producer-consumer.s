    .intel_syntax noprefix

# Two threads make numbers, one adds them up. A channel with room for two of them lies between: who is faster waits.

    .equ COUNT, 5                   # of each producer
    .equ CAPACITY, 2

    .text
    .globl main
main:
    push rbx
    push r12
    sub rsp, 8
    lea rdi, [rip+channel]
    lea rsi, [rip+values]
    mov edx, CAPACITY
    call channel_init
    lea rdi, [rip+produces]
    mov esi, 100
    call spawn
    mov ebx, eax
    lea rdi, [rip+produces]
    mov esi, 200
    call spawn
    mov r12d, eax
    lea rdi, [rip+consumes]
    xor esi, esi
    call spawn
    mov edi, ebx
    mov ebx, eax
    call join
    mov edi, r12d
    call join
    lea rdi, [rip+channel]
    call channel_close
    mov edi, ebx
    call join
    mov rbx, rax
    lea rdi, [rip+sum]
    mov rsi, rbx
    call say
    xor eax, eax
    add rsp, 8
    pop r12
    pop rbx
    ret

# rdi: where its numbers begin

produces:
    push rbx
    push r12
    sub rsp, 8
    mov r12, rdi
    mov ebx, COUNT
1:  inc r12
    lea rdi, [rip+channel]
    mov rsi, r12
    call channel_send
    lea rdi, [rip+sent]
    mov rsi, r12
    call say
    dec ebx
    jnz 1b
    add rsp, 8
    pop r12
    pop rbx
    ret

consumes:
    push rbx
    sub rsp, 16
    xor ebx, ebx
1:  mov edi, 10                     # every number takes its time
    call sleep_ms
    lea rdi, [rip+channel]
    mov rsi, rsp
    call channel_receive
    test eax, eax
    jz 2f
    add rbx, [rsp]
    lea rdi, [rip+received]
    mov rsi, [rsp]
    call say
    jmp 1b
2:  mov rdi, rbx
    call thread_exit

# say: a text and a number on a line.
#
#   in    rdi: the text      rsi: the number

say:
    push rbx
    mov rbx, rsi
    call print
    mov rdi, rbx
    call print_number
    lea rdi, [rip+newline]
    call print
    pop rbx
    ret

    .section .rodata
sent:     .asciz "sent "
received: .asciz "            received "
sum:      .asciz "the sum is "
newline:  .asciz "\n"

    .bss
    .balign 8
channel: .zero 96
values:  .zero 8 * CAPACITY
