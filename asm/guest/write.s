    .intel_syntax noprefix
    .include "abi.s"

# write: to standard output (1) or standard error (2).
#
#   in    edi: 1 or 2      rsi: the bytes      rdx: how many
#   out   rax: how many, or the negative number of an error

    .text
    .globl write
    .type write, @function
write:
    mov eax, SYS_WRITE
    syscall
    ret
    .size write, . - write
