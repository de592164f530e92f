    .intel_syntax noprefix

# A function of one thread writes over the return address of another thread's.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+victim]
    call spawn
    lea rdi, [rip+culprit]
    call spawn
    call yield_thread
    add rsp, 8
    ret

victim:
    call waits
    ret

waits:
    mov [rip+place], rsp
    sub rsp, 8
    call yield_thread
    add rsp, 8
    ret

culprit:
    sub rsp, 8
    mov rax, [rip+place]
    mov qword ptr [rax], 0x10
    call yield_thread
    add rsp, 8
    ret

    .bss
    .balign 8
place:
    .skip 8
