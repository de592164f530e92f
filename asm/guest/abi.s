    .intel_syntax noprefix

# Numbers that the guest and the host share; asm/abi.ts has the same.

    .equ SYS_READ, 0
    .equ SYS_WRITE, 1
    .equ SYS_CLOSE, 3
    .equ SYS_BRK, 12
    .equ SYS_NANOSLEEP, 35
    .equ SYS_FCNTL, 72
    .equ SYS_GETTID, 186            # -> rax: the running thread's id
    .equ SYS_CLOCK_GETTIME, 228
    .equ SYS_EXIT_GROUP, 231
    .equ SYS_EPOLL_WAIT, 232
    .equ SYS_EPOLL_CTL, 233
    .equ SYS_TIMERFD_CREATE, 283
    .equ SYS_TIMERFD_SETTIME, 286
    .equ SYS_EPOLL_CREATE1, 291

    .equ SYS_YIELD, 0x1000          # -> rdi: old context, rsi: new context, rax: 1, or 0 if nobody else is Ready
    .equ SYS_SPAWN, 0x1001          # rdi: function, rsi: argument -> rax: id, or -11 if no slot is Available
    .equ SYS_RETURN, 0x1002         # -> the same as SYS_YIELD
    .equ SYS_PARK, 0x1003
    .equ SYS_UNPARK, 0x1004         # rdi: id -> rax: 0, or -3 if there is no such thread
    .equ SYS_JOIN, 0x1005           # rdi: id -> rax: what the thread has left
    .equ SYS_THREAD_EXIT, 0x1006    # rdi: what it leaves
    .equ SYS_SOCKET, 0x1007         # rdi: milliseconds, rsi: what it reads as -> rax: file
    .equ SYS_WORK, 0x1008           # rdi: milliseconds, rsi: the result -> rax: file
    .equ SYS_JOIN_OTHERS, 0x100a

    .equ F_SETFL, 4
    .equ O_NONBLOCK, 0x800
    .equ CLOCK_MONOTONIC, 1
    .equ EPOLL_CTL_ADD, 1
    .equ EPOLL_CTL_DEL, 2
    .equ EPOLLIN, 1

    .equ ENOENT, 2
    .equ ESRCH, 3
    .equ EAGAIN, 11
    .equ ENOMEM, 12
    .equ EINVAL, 22
    .equ EALREADY, 114
    .equ ECANCELED, 125

    .equ AND_SWITCH, 0x10000        # with a call that may wait -> rdi and rsi as after SYS_YIELD

    .equ THREAD_FUNCTION, 0x40
    .equ THREAD_ARGUMENT, 0x48
    .equ RED_ZONE, 128
