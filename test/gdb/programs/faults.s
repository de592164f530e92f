    .intel_syntax noprefix

# Goes on to what the debugger asks for in rdi: each ends in a fault.

    .globl main
main:
    sub rsp, 8
    lea rdi, [rip+worker]
    mov esi, 1
    call spawn
    call yield_thread
    add rsp, 8
    xor eax, eax
    ret

    .type worker, @function
worker:
    int3
    xor eax, eax
    jmp divides
divides:
    div rax
reads:
    mov rax, [rax]
invalid:
    ud2
jumps:
    call rax
halts:
    hlt
