    .intel_syntax noprefix
    .include "include/reader.s"

# Two sockets, on each of which something arrives after two seconds. Each is read by polling it until it is ready, so
# the second is opened when the first is done: four seconds.
#
# A loop that did nothing but poll would do so a hundred million times. This one rests for a millisecond in between.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, 2000
    mov esi, 1
    call reader
    mov rdi, rax
    call poll_until_ready
    mov edi, 2000
    mov esi, 2
    call reader
    mov rdi, rax
    call poll_until_ready
    lea rdi, [rip+polled]
    mov rsi, [rip+polls]
    call print_values
    xor eax, eax
    add rsp, 8
    ret

# rdi: a future, which is dropped then -> rax: its value

    .type poll_until_ready, @function
poll_until_ready:
    push rdi
1:  mov rdi, rsp
    lea rsi, [rip+noop_context]
    call await_future
    cmp eax, READY
    je 2f
    mov edi, 1
    call sleep_ms
    jmp 1b
2:  mov rax, rdx
    pop rdi
    ret

    .section .rodata
polled:
    .asciz "% polls\n"
