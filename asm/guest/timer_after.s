    .intel_syntax noprefix
    .include "abi.s"

# timer_after: a file that becomes readable after a while, once.
#
#   in    rdi: how many milliseconds
#   out   rax: the file, or the negative number of an error
#
#   itimerspec: 32 bytes
#     0x00 it_interval: seconds      0x08 nanoseconds; 0: it does not come again
#     0x10 it_value: seconds         0x18 nanoseconds; 0 would be never

    .text
    .globl timer_after
    .type timer_after, @function
timer_after:
    test rdi, rdi
    js 3f
    push rbx
    sub rsp, 32
    mov rax, rdi
    xor edx, edx
    mov ecx, 1000
    div rcx
    imul rdx, rdx, 1000000
    mov QWORD PTR [rsp], 0
    mov QWORD PTR [rsp+8], 0
    mov [rsp+16], rax
    mov [rsp+24], rdx
    test rdi, rdi
    jnz 1f
    mov QWORD PTR [rsp+24], 1       # at once
1:  mov edi, CLOCK_MONOTONIC
    xor esi, esi
    mov eax, SYS_TIMERFD_CREATE
    syscall
    mov rbx, rax
    test rax, rax
    js 2f
    mov edi, ebx
    xor esi, esi
    mov rdx, rsp
    xor r10d, r10d
    mov eax, SYS_TIMERFD_SETTIME
    syscall
    mov rax, rbx
2:  add rsp, 32
    pop rbx
    ret
3:  mov rax, -EINVAL
    ret
    .size timer_after, . - timer_after
