    .intel_syntax noprefix

# Follows a null pointer in a green thread.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+reads_null]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

reads_null:
    mov rbx, 7
    xor eax, eax
    mov rcx, [rax+16]
    ret
