    .intel_syntax noprefix

# What a runtime of green threads does about a call that has to wait, in the book's five steps:
#
#   1. run some code
#   2. make a blocking call, and hand over what is waited for
#   3. jump to the scheduler
#   4. run another thread
#   5. the event has happened: come back to where the call was made
#
# The call is a read from a connection whose answer takes two seconds.

    .equ DELAY, 2000
    .equ ANSWER, 42

    .text
    .globl main
main:
    push rbx
    lea rdi, [rip+reads]
    xor esi, esi
    call spawn
    mov ebx, eax
    lea rdi, [rip+counts]
    xor esi, esi
    call spawn
    mov edi, ebx
    call join
    mov rbx, rax
    lea rdi, [rip+result]
    mov rsi, rbx
    call say
    xor eax, eax
    pop rbx
    ret

reads:
    push rbx
    sub rsp, 16
    mov edi, DELAY
    mov esi, ANSWER
    call socket_after
    mov ebx, eax
    lea rdi, [rip+before]
    mov esi, DELAY
    call say
    mov edi, ebx
    mov rsi, rsp
    mov edx, 8
    call read
    lea rdi, [rip+after]
    mov rsi, [rsp]
    call say
    mov edi, ebx
    call close
    mov rdi, [rsp]
    call thread_exit

counts:
    push rbx
    mov ebx, 1
1:  lea rdi, [rip+other]
    mov rsi, rbx
    call say
    mov edi, 750
    call sleep_ms
    inc ebx
    cmp ebx, 3
    jbe 1b
    pop rbx
    ret

# say: the time, a text and a number on a line.
#
#   in    rdi: the text      rsi: the number

say:
    push rbx
    push rbp
    sub rsp, 8
    mov rbx, rdi
    mov rbp, rsi
    call clock_ms
    mov rdi, rax
    call print_number
    mov rdi, rbx
    call print
    mov rdi, rbp
    call print_number
    lea rdi, [rip+newline]
    call print
    add rsp, 8
    pop rbp
    pop rbx
    ret

    .section .rodata
before:  .asciz " ms: run some code, then call read; how long the answer takes: "
after:   .asciz " ms: come back to where read was called, it has read "
other:   .asciz " ms: run another thread meanwhile, round "
result:  .asciz " ms: the thread that has read left "
newline: .asciz "\n"
