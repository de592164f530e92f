    .intel_syntax noprefix

# Numbers that the guest and the host share; asm/abi.ts has the same.

    .equ SYS_WRITE, 1
    .equ SYS_MMAP, 9
    .equ SYS_MPROTECT, 10
    .equ SYS_MUNMAP, 11
    .equ SYS_GETTID, 186            # -> rax: the running thread's id
    .equ SYS_EXIT_GROUP, 231

    .equ SYS_YIELD, 0x1000          # -> rdi: old context, rsi: new context, rax: 1, or 0 if nobody else is Ready
    .equ SYS_SPAWN, 0x1001          # rdi: function, rsi: argument -> rax: id, or -11 if no slot is Available
    .equ SYS_RETURN, 0x1002         # -> the same as SYS_YIELD

    .equ SYS_STACK, 0x100a          # rdi: base, rsi: top of the stack from now on -> rax, rdx: before; 0, 0 asks

    .equ THREAD_FUNCTION, 0x40
    .equ THREAD_ARGUMENT, 0x48
    .equ RED_ZONE, 128
    .equ STACK_SLACK, 1536          # so much of a stack lies below the limit that prologues compare rsp with
