    .intel_syntax noprefix

# A scheduler for generators: what they yield is how long they want to wait.
#
#   Generator: an object on the heap
#     0x00 -> resume: rdi: the generator -> eax: YIELDED, rdx: how many milliseconds, 0 for a turn of the others;
#          or COMPLETE
#     0x08 what it needs

    .equ YIELDED, 0
    .equ COMPLETE, 1

    .text

# run_generator: resumes a generator, and again when it has waited as long as it wants to, until it is complete; then it
# is freed. The callbacks must be run for that: see run_callbacks.
#
#   in    rdi: the generator

    .globl run_generator
    .type run_generator, @function
run_generator:
    push rbx
    mov rbx, rdi
    call [rbx]
    mov rdi, rbx
    pop rbx
    cmp eax, YIELDED
    jne free
    lea rsi, [rip+run_generator]
    xchg rdi, rdx
    test rdi, rdi
    jnz set_timeout
    mov rdi, rsi
    mov rsi, rdx
    jmp call_soon
    .size run_generator, . - run_generator
