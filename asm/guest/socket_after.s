    .intel_syntax noprefix
    .include "abi.s"

# socket_after: a simulated connection on which an answer arrives after a while.
#
#   in    rdi: milliseconds      rsi: the answer
#   out   rax: the file; 8 bytes, the answer, can be read then. Or the negative number of an error

    .text
    .globl socket_after
    .type socket_after, @function
socket_after:
    mov eax, SYS_SOCKET
    syscall
    ret
    .size socket_after, . - socket_after
