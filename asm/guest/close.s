    .intel_syntax noprefix
    .include "abi.s"

# close: a file is no longer used; who waits for it gets -9 (EBADF).
#
#   in    edi: the file
#   out   rax: 0, or -9 (EBADF)

    .text
    .globl close
    .type close, @function
close:
    mov eax, SYS_CLOSE
    syscall
    ret
    .size close, . - close
