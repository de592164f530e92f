    .intel_syntax noprefix

# Counts, and never ends.

    .globl main
main:
    sub rsp, 8
    call forever
    add rsp, 8
    ret

forever:
    xor ebx, ebx
1:  inc rbx
    jmp 1b
