    .intel_syntax noprefix
    .include "abi.s"

# read: from a file, standard input being 0; waits until there is something to read.
#
#   in    edi: the file      rsi: where to      rdx: how many bytes at most
#   out   rax: how many, 0 at the end, or the negative number of an error

    .text
    .globl read
    .type read, @function
read:
    mov eax, SYS_READ
    jmp blocking_call
    .size read, . - read
