    .intel_syntax noprefix

# Two threads that compute and never let anybody run. The timer interrupts them, wherever they are, so both get on:
# with --quantum 1000000 the first one has finished before the second one begins.

    .globl __stack_size, __quantum
    .equ __stack_size, 8 << 20      # bytes, as Linux has it (ulimit -s)
    .equ __quantum, 1000            # instructions from one timer interrupt to the next

    .equ LETTERS, 20
    .equ STEPS, 150

    .text
    .globl main
    .type main, @function
main:
    push rbx
    lea rdi, [rip+computes]
    lea rsi, [rip+a]
    call thread_spawn
    mov ebx, eax
    lea rdi, [rip+computes]
    lea rsi, [rip+b]
    call thread_spawn
    xchg ebx, eax
    mov edi, eax
    call thread_join
    mov edi, ebx
    call thread_join
    lea rdi, [rip+newline]
    call print
    xor eax, eax
    pop rbx
    ret

# rdi: the thread's letter, printed after every STEPS steps

    .type computes, @function
computes:
    push rbx
    push r12
    sub rsp, 8
    mov r12, rdi
    mov ebx, LETTERS
1:  mov ecx, STEPS
2:  dec ecx
    jnz 2b
    mov rdi, r12
    call print
    dec ebx
    jnz 1b
    add rsp, 8
    pop r12
    pop rbx
    ret

    .section .rodata
a:
    .asciz "a"
b:
    .asciz "b"
newline:
    .asciz "\n"
