    .intel_syntax noprefix

# A green thread that goes far below the end of its own stack.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+wide]
    call spawn
    add rsp, 8
    xor eax, eax
    ret

wide:
    lea rsp, [rsp-0x200000-8]
    push rax
    ret
