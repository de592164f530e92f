# A program of its own, with a switch that does nothing.
    .intel_syntax noprefix
    .globl switch, main, _start, exit, worker, resumed, contexts
main:
_start:
exit:
worker:
resumed:
    mov eax, 231
    xor edi, edi
    syscall
switch:
    ret
    .data
contexts:
    .quad 0
