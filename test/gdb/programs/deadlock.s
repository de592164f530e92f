    .intel_syntax noprefix

# Two threads that wait for each other's end.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    call spawn
    mov edi, 1
    call join
    add rsp, 8
    ret

worker:
    sub rsp, 8
    xor edi, edi
    call join
    add rsp, 8
    ret
