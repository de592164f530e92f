    .intel_syntax noprefix

# Numbers that the guest and the host share; asm/abi.ts has the same.

    .equ SYS_READ, 0
    .equ SYS_WRITE, 1
    .equ SYS_CLOSE, 3
    .equ SYS_MMAP, 9
    .equ SYS_MPROTECT, 10
    .equ SYS_MUNMAP, 11
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
    .equ SYS_SET_PRIORITY, 0x1009   # rdi: id, rsi: 0 to 99 -> rax: 0, -3 or -22
    .equ SYS_JOIN_OTHERS, 0x100a
    .equ SYS_PARK_FOR, 0x100b       # rdi: what for, rsi: where the id + 1 of who holds it stands, or 0
    .equ SYS_STACK, 0x100c          # rdi: base, rsi: top of the stack from now on -> rax, rdx: before; 0, 0 asks

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

    .equ EPERM, 1
    .equ EBUSY, 16
    .equ EINVAL, 22
    .equ EPIPE, 32
    .equ EDEADLK, 35
    .equ EOVERFLOW, 75

    .equ THREAD_FUNCTION, 0x40
    .equ THREAD_ARGUMENT, 0x48
    .equ RED_ZONE, 128
    .equ STACK_SLACK, 1536          # so much of a stack lies below the limit that prologues compare rsp with
