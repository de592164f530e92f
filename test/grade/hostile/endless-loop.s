    .globl switch
switch:
    jmp switch
