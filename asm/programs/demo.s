    .intel_syntax noprefix

# The green threads of "Futures Explained in 200 Lines of Rust": one waits its turn, one starts another.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    lea rdi, [rip+waits]
    call spawn
    lea rdi, [rip+nests]
    call spawn
    xor eax, eax
    add rsp, 8
    ret

    .type waits, @function
waits:
    sub rsp, 8
    lea rsi, [rip+no_timer]
    mov edx, offset no_timer_size
    call print
    call yield_thread
    lea rsi, [rip+concurrently]
    mov edx, offset concurrently_size
    call print
    add rsp, 8
    ret

    .type nests, @function
nests:
    sub rsp, 8
    lea rsi, [rip+but]
    mov edx, offset but_size
    call print
    lea rdi, [rip+nested]
    call spawn
    add rsp, 8
    ret

    .type nested, @function
nested:
    lea rsi, [rip+like_this]
    mov edx, offset like_this_size
    jmp print

# The book's guard says who has finished.

    .globl guard
    .type guard, @function
guard:
    sub rsp, 8
    lea rsi, [rip+thread]
    mov edx, offset thread_size
    call print
    mov eax, 186                    # gettid
    syscall
    mov edi, eax
    call print_number
    lea rsi, [rip+finished]
    mov edx, offset finished_size
    call print
    add rsp, 8
    jmp t_return

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
no_timer:
    .ascii "I haven't implemented a timer in this example.\n"
    .equ no_timer_size, . - no_timer
concurrently:
    .ascii "Finally, notice how the tasks are executed concurrently.\n"
    .equ concurrently_size, . - concurrently
but:
    .ascii "But we can still nest tasks...\n"
    .equ but_size, . - but
like_this:
    .ascii "...like this!\n"
    .equ like_this_size, . - like_this
thread:
    .ascii "THREAD "
    .equ thread_size, . - thread
finished:
    .ascii " FINISHED.\n"
    .equ finished_size, . - finished
