    .intel_syntax noprefix

# On Windows a call preserves xmm6 to xmm15 (and a switch has to save them, with the stack's limits in the TEB). Here,
# as on Linux, it does not: code that was written for Windows keeps a sum in xmm6 while the other thread runs.

    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+adds]
    mov esi, 1
    call spawn
    lea rdi, [rip+adds]
    mov esi, 100
    call spawn
    xor eax, eax
    add rsp, 8
    ret

# edi: a number, added up three times; the other thread runs after each time

    .type adds, @function
adds:
    push rbx
    push r12
    sub rsp, 8
    mov ebx, edi
    mov r12d, 3
    pxor xmm6, xmm6
1:  cvtsi2sd xmm0, ebx
    addsd xmm6, xmm0
    call yield_thread
    dec r12d
    jnz 1b
    cvttsd2si rdi, xmm6
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, 8
    pop r12
    pop rbx
    ret

    .section .rodata
newline:
    .asciz "\n"
