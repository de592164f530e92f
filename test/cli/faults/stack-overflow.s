    .intel_syntax noprefix

# A green thread that calls itself until its stack is used up.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+idles]
    call spawn
    lea rdi, [rip+recurses]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

idles:
    ret

recurses:
    push rbp
    mov rbp, rsp
    call recurses
    pop rbp
    ret
