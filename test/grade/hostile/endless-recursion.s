    .globl switch
switch:
    call switch
    ret
