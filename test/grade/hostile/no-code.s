    .globl switch
    switch = 0x400000
