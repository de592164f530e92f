    .intel_syntax noprefix
    .include "abi.s"

# channel: values that some threads send and others receive, so many at most on the way. Made of a mutex and two
# conditions, with the program's own memory for the values.
#
#   +0   a mutex                        +56  the values, 8 bytes each, a ring
#   +24  a condition: not empty         +64  how many have room there
#   +40  a condition: not full          +72  how many there are
#                                       +80  where the first one is
#                                       +88  whether nobody sends any more

    .equ NOT_EMPTY, 24
    .equ NOT_FULL, 40
    .equ VALUES, 56
    .equ CAPACITY, 64
    .equ COUNT, 72
    .equ FIRST, 80
    .equ CLOSED, 88
    .equ CHANNEL_SIZE, 96

    .text

# channel_init
#
#   in    rdi: the channel      rsi: room for the values      rdx: for how many
#   out   rax: 0, or -22 (EINVAL) if it has room for none

    .globl channel_init
    .type channel_init, @function
channel_init:
    test rdx, rdx
    jle 1f
    mov r8, rdi
    xor eax, eax
    mov ecx, CHANNEL_SIZE / 8
    rep stosq
    mov [r8+VALUES], rsi
    mov [r8+CAPACITY], rdx
    ret
1:  mov rax, -EINVAL
    ret
    .size channel_init, . - channel_init

# channel_send: waits while the channel is full.
#
#   in    rdi: the channel      rsi: the value
#   out   rax: 0, or -32 (EPIPE) if it is closed

    .globl channel_send
    .type channel_send, @function
channel_send:
    push rbx
    push r12
    push r13
    mov rbx, rdi
    mov r12, rsi
    mov r13, -EPIPE
    call mutex_lock
1:  cmp qword ptr [rbx+CLOSED], 0
    jne 2f
    mov rax, [rbx+COUNT]
    cmp rax, [rbx+CAPACITY]
    jne 3f
    lea rdi, [rbx+NOT_FULL]
    mov rsi, rbx
    call condition_wait
    jmp 1b
3:  add rax, [rbx+FIRST]
    xor edx, edx
    div qword ptr [rbx+CAPACITY]
    mov rax, [rbx+VALUES]
    mov [rax+rdx*8], r12
    inc qword ptr [rbx+COUNT]
    lea rdi, [rbx+NOT_EMPTY]
    call condition_signal
    xor r13d, r13d
2:  mov rdi, rbx
    call mutex_unlock
    mov rax, r13
    pop r13
    pop r12
    pop rbx
    ret
    .size channel_send, . - channel_send

# channel_receive: waits while the channel is empty.
#
#   in    rdi: the channel      rsi: where to put the value
#   out   rax: 1, or 0 if the channel is closed and has been emptied

    .globl channel_receive
    .type channel_receive, @function
channel_receive:
    push rbx
    push r12
    push r13
    mov rbx, rdi
    mov r12, rsi
    xor r13d, r13d
    call mutex_lock
1:  cmp qword ptr [rbx+COUNT], 0
    jne 3f
    cmp qword ptr [rbx+CLOSED], 0
    jne 2f
    lea rdi, [rbx+NOT_EMPTY]
    mov rsi, rbx
    call condition_wait
    jmp 1b
3:  mov rax, [rbx+FIRST]
    mov rcx, [rbx+VALUES]
    mov rcx, [rcx+rax*8]
    mov [r12], rcx
    inc rax
    xor edx, edx
    div qword ptr [rbx+CAPACITY]
    mov [rbx+FIRST], rdx
    dec qword ptr [rbx+COUNT]
    lea rdi, [rbx+NOT_FULL]
    call condition_signal
    mov r13d, 1
2:  mov rdi, rbx
    call mutex_unlock
    mov rax, r13
    pop r13
    pop r12
    pop rbx
    ret
    .size channel_receive, . - channel_receive

# channel_close: nobody sends any more; who waits is told.
#
#   in    rdi: the channel
#   out   rax: 0, or -32 (EPIPE) if it is closed already

    .globl channel_close
    .type channel_close, @function
channel_close:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, -EPIPE
    call mutex_lock
    cmp qword ptr [rbx+CLOSED], 0
    jne 1f
    mov qword ptr [rbx+CLOSED], 1
    lea rdi, [rbx+NOT_EMPTY]
    call condition_broadcast
    lea rdi, [rbx+NOT_FULL]
    call condition_broadcast
    xor r12d, r12d
1:  mov rdi, rbx
    call mutex_unlock
    mov rax, r12
    add rsp, 8
    pop r12
    pop rbx
    ret
    .size channel_close, . - channel_close
