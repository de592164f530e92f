    .globl switch
switch:
    ret
    .bss
    .skip 0x3fffffff
