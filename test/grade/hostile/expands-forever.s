    .macro more
    more
    more
    .endm
    .globl switch
switch:
    more
    ret
