    .intel_syntax noprefix

# guard: where a thread's task returns to in the end, by way of call and skip. A program that has something to
# say about finished threads brings a `guard` of its own, which ends like this one.

    .text
    nop                             # where debuggers look for what is returned to: a byte before
    .globl guard
    .type guard, @function
guard:
    jmp t_return
    .size guard, . - guard
