    .intel_syntax noprefix

# What set_timeout and clear_timeout say when there is nothing to be done: the negative number of an error, as the
# system's calls do.

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, 100
    xor esi, esi
    call set_timeout
    mov rsi, rax
    lea rdi, [rip+no_callback]
    call print_values
    mov rdi, -1
    lea rsi, [rip+says]
    lea rdx, [rip+never]
    call set_timeout
    mov rsi, rax
    lea rdi, [rip+negative]
    call print_values
    mov edi, 100
    lea rsi, [rip+says]
    lea rdx, [rip+never]
    call set_timeout
    mov rbx, rax
    mov edi, 50
    lea rsi, [rip+clears]
    mov rdx, rbx
    call set_timeout
    call run_callbacks
    mov rdi, rbx
    call clear_timeout
    mov rsi, rax
    lea rdi, [rip+again]
    call print_values
    xor eax, eax
    pop rbx
    ret

# rdi: a callback's id

    .type clears, @function
clears:
    sub rsp, 8
    call clear_timeout
    mov rsi, rax
    lea rdi, [rip+cleared]
    call print_values
    add rsp, 8
    ret

    .type says, @function
says:
    jmp print

    .section .rodata
no_callback:
    .asciz "a timeout without a callback: %\n"
negative:
    .asciz "a negative timeout: %\n"
cleared:
    .asciz "cleared while it waits: %\n"
again:
    .asciz "cleared when it no longer does: %\n"
never:
    .asciz "this one has been cleared\n"
