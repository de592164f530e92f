    .intel_syntax noprefix

# Numbers that the guest and the host share; asm/abi.ts has the same.

    .equ SYS_WRITE, 1
    .equ SYS_BRK, 12
    .equ SYS_GETTID, 186            # -> rax: the running thread's id
    .equ SYS_EXIT_GROUP, 231

    .equ SYS_YIELD, 0x1000          # -> rdi: old context, rsi: new context, rax: 1, or 0 if nobody else is Ready
    .equ SYS_SPAWN, 0x1001          # rdi: function, rsi: argument -> rax: id, or -11 if no slot is Available
    .equ SYS_RETURN, 0x1002         # -> the same as SYS_YIELD

    .equ THREAD_FUNCTION, 0x40
    .equ THREAD_ARGUMENT, 0x48
    .equ RED_ZONE, 128
