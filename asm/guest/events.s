    .intel_syntax noprefix
    .include "abi.s"

# What happens outside, one event after the other: files that become readable, watched by one epoll instance.
#
#   epoll_event: 12 bytes
#     0x00 EPOLLIN      0x04 a word of the program's

    .equ EVENT_DATA, 4

    .text

# watch: has next_event tell when a file can be read.
#
#   in    edi: the file      rsi: the word that next_event is to answer with
#   out   rax: 0, or the negative number of an error

    .globl watch
    .type watch, @function
watch:
    push rdi
    push rsi
    sub rsp, 8
    call open_epoll
    add rsp, 8
    pop rsi
    pop rdx                         # the file
    test rax, rax
    js 1f
    sub rsp, 16
    mov DWORD PTR [rsp], EPOLLIN
    mov [rsp+EVENT_DATA], rsi
    mov edi, eax
    mov esi, EPOLL_CTL_ADD
    mov r10, rsp
    mov eax, SYS_EPOLL_CTL
    syscall
    add rsp, 16
1:  ret
    .size watch, . - watch

# -> rax: the epoll instance, or the negative number of an error

    .type open_epoll, @function
open_epoll:
    mov eax, [rip+epoll]
    test eax, eax
    jnz 1f
    xor edi, edi
    mov eax, SYS_EPOLL_CREATE1
    syscall
    test rax, rax
    js 1f
    mov [rip+epoll], eax
1:  ret
    .size open_epoll, . - open_epoll

# unwatch: the opposite.
#
#   in    edi: the file
#   out   rax: 0, or the negative number of an error

    .globl unwatch
    .type unwatch, @function
unwatch:
    mov edx, edi
    mov edi, [rip+epoll]
    mov esi, EPOLL_CTL_DEL
    xor r10d, r10d
    mov eax, SYS_EPOLL_CTL
    syscall
    ret
    .size unwatch, . - unwatch

# next_event: waits until one of the files can be read.
#
#   in    edi: how many milliseconds at most, -1 for as long as it takes
#   out   eax: 1, rdx: the word that was given to watch; 0 when the time is over

    .globl next_event
    .type next_event, @function
next_event:
    push rdi
    sub rsp, 16
    call open_epoll
    mov edi, eax
    mov rsi, rsp
    mov edx, 1
    mov r10d, [rsp+16]
    mov eax, SYS_EPOLL_WAIT
    call blocking_call
    mov rdx, [rsp+EVENT_DATA]
    cmp eax, 1
    sete al
    movzx eax, al
    add rsp, 24
    ret
    .size next_event, . - next_event

    .bss
    .balign 4
epoll:
    .zero 4                         # its file; 0 before there is one
