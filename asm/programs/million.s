    .intel_syntax noprefix

# As many threads as there are slots, which lets each other run TURNS times: `--max-threads` says how many.
#
# A thread keeps its number and its turns in registers that `switch` saves for it. When it has had its turns it adds
# its number to a sum, so with n threads the sum is n * (n + 1) / 2 if each has run to its end, exactly once and with
# its registers as it left them.

    .equ TURNS, 4

    .text
    .globl main
    .type main, @function
main:
    push rbx
    xor ebx, ebx
1:  lea rdi, [rip+takes_turns]
    lea rsi, [rbx+1]                # its number
    call spawn
    test rax, rax
    js 2f                           # no slot is Available
    inc rbx
    jmp 1b
2:  call yield_thread
    cmp [rip+finished], rbx
    jb 2b
    mov rdi, rbx
    lea rsi, [rip+threads]
    mov edx, offset threads_size
    call print_number
    mov rdi, [rip+turns]
    lea rsi, [rip+yields]
    mov edx, offset yields_size
    call print_number
    mov rdi, [rip+sum]
    lea rsi, [rip+the_sum]
    mov edx, offset the_sum_size
    call print_number
    xor eax, eax
    pop rbx
    ret

# rdi: the thread's number

    .type takes_turns, @function
takes_turns:
    push rbx
    push r12
    sub rsp, 8
    mov r12, rdi
    mov ebx, offset TURNS
1:  call yield_thread
    inc QWORD PTR [rip+turns]
    dec ebx
    jnz 1b
    add [rip+sum], r12
    inc QWORD PTR [rip+finished]
    add rsp, 8
    pop r12
    pop rbx
    ret

# rdi: a number, printed in decimal; rsi: what is printed behind it, rdx: its size in bytes

    .type print_number, @function
print_number:
    push rsi
    push rdx
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
    pop rdx
    pop rsi

# rsi: text, rdx: its size in bytes

    .type print, @function
print:
    mov edi, 1                      # standard output
    mov eax, 1                      # write
    syscall
    ret

    .section .rodata
threads:
    .ascii " threads\n"
    .equ threads_size, . - threads
yields:
    .ascii " yields\n"
    .equ yields_size, . - yields
the_sum:
    .ascii " is the sum of their numbers\n"
    .equ the_sum_size, . - the_sum

    .bss
    .balign 8
finished:
    .zero 8                         # threads that have had their turns
turns:
    .zero 8                         # of all threads
sum:
    .zero 8                         # of the numbers of the finished ones
