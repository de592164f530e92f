    .intel_syntax noprefix
    .globl guard
guard:
1:  call t_return
    jmp 1b
