# nops of every length
        .macro gap n
        .balign 64
        .zero 64 - \n
        .balign 64
        .endm
        .irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,21,22,23,31,32,33,34,44,45,55,56,63
        gap \n
        .endr
        .irp n, 77,78,87,88,89,99,128,129,130,131,132,133,150,255,256
        .balign 512
        .zero 512 - \n
        .balign 512
        .endr
        nop
        .p2align 4
        nop
        .p2align 4,,15
        nop
        .p2align 4,,5
        nop
        .balign 16, 0x90
        nop
        .balign 16, 0xcc
        nop
        .balign 16,,10
        nop
        .align 8
        nop
        .p2align 0
        .align
        nop
