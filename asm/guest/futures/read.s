    .intel_syntax noprefix
    .include "abi.s"
    .include "futures/layouts.s"

# Leaf futures: 8 bytes of a file that is opened by the first poll.
#
#   ReadFuture: 56 bytes
#     0x00 -> its functions
#     0x08 the function that opens the file      0x10 how many milliseconds it takes      0x18 its value
#     0x20 the Registration

    .equ OPENS, 0x08
    .equ DELAY, 0x10
    .equ VALUE, 0x18
    .equ REGISTRATION, 0x20
    .equ READ_FUTURE_SIZE, REGISTRATION + REGISTRATION_SIZE

    .text

# socket_future: what arrives on a connection, as socket_after has it.
#
#   in    rdi: how many milliseconds later      rsi: the number that arrives
#   out   rax: the future

    .globl socket_future
    .type socket_future, @function
socket_future:
    lea rdx, [rip+socket_after]
    jmp read_future
    .size socket_future, . - socket_future

# timer_future: rdi: how many milliseconds -> rax: a future that is ready after them

    .globl timer_future
    .type timer_future, @function
timer_future:
    lea rdx, [rip+timer_after]
    jmp read_future
    .size timer_future, . - timer_future

# spawn_blocking: a job that blocks, done by a pool of threads, as work_after has it.
#
#   in    rdi: how many milliseconds it takes      rsi: its result
#   out   rax: the future

    .globl spawn_blocking
    .type spawn_blocking, @function
spawn_blocking:
    lea rdx, [rip+work_after]
    jmp read_future
    .size spawn_blocking, . - spawn_blocking

# rdi: how long, rsi: the value, rdx: what opens the file -> rax: the future

    .type read_future, @function
read_future:
    push rdi
    push rsi
    push rdx
    mov edi, READ_FUTURE_SIZE
    call malloc
    lea rcx, [rip+functions]
    mov [rax], rcx
    pop [rax+OPENS]
    pop [rax+VALUE]
    pop [rax+DELAY]
    mov QWORD PTR [rax+REGISTRATION+REGISTERED_FILE], -1
    mov QWORD PTR [rax+REGISTRATION+REGISTERED_WAKER+WAKER_FUNCTIONS], 0
    ret
    .size read_future, . - read_future

# poll: READY with the number that was read, or with the negative number of an error

    .type poll, @function
poll:
    push rbx
    push r12
    sub rsp, 24
    mov rbx, rdi
    mov r12, rsi
    mov rax, [rbx+REGISTRATION+REGISTERED_FILE]
    test rax, rax
    jns 1f
    mov rdi, [rbx+DELAY]
    mov rsi, [rbx+VALUE]
    call [rbx+OPENS]
    mov rdx, rax
    test rax, rax
    js 3f
    mov [rbx+REGISTRATION+REGISTERED_FILE], rax
    mov edi, eax
    mov esi, F_SETFL
    mov edx, O_NONBLOCK
    mov eax, SYS_FCNTL
    syscall
    mov rax, [rbx+REGISTRATION+REGISTERED_FILE]
1:  mov edi, eax
    lea rsi, [rsp+8]
    mov edx, 8
    call read
    cmp rax, -EAGAIN
    je 4f
    mov rdx, rax
    test rax, rax
    js 2f
    mov rdx, [rsp+8]
2:  mov [rsp], rdx
    lea rdi, [rbx+REGISTRATION]
    call reactor_forget
    mov rdx, [rsp]
3:  mov eax, READY
    jmp 5f
4:  lea rdi, [rbx+REGISTRATION]
    mov rsi, r12
    call reactor_register
    mov rdx, rax
    test rax, rax
    js 2b
    mov eax, PENDING
5:  add rsp, 24
    pop r12
    pop rbx
    ret
    .size poll, . - poll

    .type drop, @function
drop:
    push rdi
    add rdi, REGISTRATION
    call reactor_forget
    pop rdi
    jmp free
    .size drop, . - drop

    .section .data.rel.ro
    .balign 8
functions:
    .quad poll, drop
