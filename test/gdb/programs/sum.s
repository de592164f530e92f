    .intel_syntax noprefix

# A thread that adds to what the others see.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    mov esi, 3
    call spawn
    call yield_thread
    mov qword ptr [rip+sum], 7
    mov rax, [rip+other]
    call yield_thread
    add rsp, 8
    mov eax, 42
    ret

worker:
    push rbx
    mov rbx, rdi
1:  add [rip+sum], rbx
    mov rax, [rip+other]
    call gives_way
    dec rbx
    jnz 1b
    pop rbx
    ret

gives_way:
    sub rsp, 8
    call yield_thread
    add rsp, 8
    ret

    .data
    .balign 8
sum:
    .quad 0
other:
    .quad 5
