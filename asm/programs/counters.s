    .intel_syntax noprefix

# Two threads that count, one to 10, the other to 15, and let each other run at every step.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+counts_to_10]
    call spawn
    lea rdi, [rip+counts_to_15]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type counts_to_10, @function
counts_to_10:
    mov edi, 1
    mov esi, 10
    jmp count

    .type counts_to_15, @function
counts_to_15:
    mov edi, 2
    mov esi, 15
    jmp count

# edi: the number that the thread calls itself, esi: how far it counts
#
# The counter lives in ebx and the others beside it: registers that `switch` saves for each thread.

    .type count, @function
count:
    push rbx
    push r12
    push r13
    mov r12d, edi
    mov r13d, esi
    lea rsi, [rip+starting]
    mov edx, offset starting_size
    call announce
    xor ebx, ebx
1:  lea rsi, [rip+thread]
    mov edx, offset thread_size
    call print
    mov edi, r12d
    call print_number
    lea rsi, [rip+counter]
    mov edx, offset counter_size
    call print
    mov edi, ebx
    call print_number
    lea rsi, [rip+newline]
    mov edx, 1
    call print
    call yield_thread
    inc ebx
    cmp ebx, r13d
    jb 1b
    lea rsi, [rip+finished]
    mov edx, offset finished_size
    call announce
    pop r13
    pop r12
    pop rbx
    ret

# rsi: what the thread r12d does, rdx: its size in bytes

    .type announce, @function
announce:
    push rsi
    push rdx
    sub rsp, 8
    lea rsi, [rip+thread_upper]
    mov edx, offset thread_upper_size
    call print
    mov edi, r12d
    call print_number
    add rsp, 8
    pop rdx
    pop rsi
    jmp print

# rsi: text, rdx: its size in bytes

    .type print, @function
print:
    mov edi, 1                      # standard output
    mov eax, 1                      # write
    syscall
    ret

# rdi: a number, printed in decimal; its digits are made from the last to the first

    .type print_number, @function
print_number:
    sub rsp, 24
    mov rax, rdi
    lea rsi, [rsp+24]
    mov ecx, 10
1:  xor edx, edx
    div rcx
    add dl, '0'
    dec rsi
    mov [rsi], dl
    test rax, rax
    jnz 1b
    lea rdx, [rsp+24]
    sub rdx, rsi
    call print
    add rsp, 24
    ret

    .section .rodata
thread_upper:
    .ascii "THREAD "
    .equ thread_upper_size, . - thread_upper
starting:
    .ascii " STARTING\n"
    .equ starting_size, . - starting
thread:
    .ascii "thread: "
    .equ thread_size, . - thread
counter:
    .ascii " counter: "
    .equ counter_size, . - counter
finished:
    .ascii " FINISHED"
newline:
    .ascii "\n"
    .equ finished_size, . - finished
