    .intel_syntax noprefix
    .globl guard
guard:
    add rsp, 8                      # up, not down
    and rsp, -16
1:  call t_return
    jmp 1b
