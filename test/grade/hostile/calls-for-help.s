    .globl switch
switch:
    call worker
    call print
    ret
