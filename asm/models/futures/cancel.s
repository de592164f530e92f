    .intel_syntax noprefix
    .include "include/reader.s"

# A future is cancelled where it waits: it is dropped, and what it had opened is closed. Whoever awaits its handle
# learns so, with -125 (ECANCELED). What has ended cannot be cancelled: -3 (ESRCH).

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, 2000
    mov esi, 1
    call reader
    mov rdi, rax
    call spawn_local
    mov rbx, rax
    mov edi, 1000
    mov esi, 2
    call reader
    mov rdi, rax
    call block_on
    mov rdi, rbx
    call cancel
    mov rsi, rax
    lea rdi, [rip+cancelled]
    call print_at_time
    mov rdi, rbx
    call cancel
    mov rsi, rax
    lea rdi, [rip+again]
    call print_values
    mov rdi, rbx
    call block_on
    mov rsi, rax
    lea rdi, [rip+awaited]
    call print_at_time
    lea rdi, [rip+held]
    mov rsi, [rip+heap_in_use]
    call print_values
    xor eax, eax
    pop rbx
    ret

    .section .rodata
cancelled:
    .asciz "Cancelled: % at time: %.%%.\n"
again:
    .asciz "Cancelled again: %\n"
awaited:
    .asciz "Awaited: % at time: %.%%.\n"
held:
    .asciz "% bytes are held on the heap\n"
