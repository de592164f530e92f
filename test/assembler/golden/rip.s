# distances from rip, and what follows the field in the instruction
        call    foo@PLT
        jmp     foo@PLT
        mov     rax, foo@GOTPCREL[rip]
        mov     rax, [rip+foo@GOTPCREL]
        mov     eax, foo@GOTPCREL[rip]
        add     rax, QWORD PTR foo@GOTPCREL[rip]
        call    l@PLT
l:      push    QWORD PTR foo@GOTPCREL[rip]
        call    [QWORD PTR foo@GOTPCREL[rip]]
        mov     rax, QWORD PTR foo[rip]
        mov     rax, stack+65528[rip]
        mov     rax, [rip + stack - 8]
        cmp     DWORD PTR foo[rip], 5
        cmp     BYTE PTR foo[rip], 5
        cmp     WORD PTR foo[rip], 0x1234
        mov     DWORD PTR foo[rip+4], 0x12345678
        mov     QWORD PTR l[rip], 1
        mov     DWORD PTR [rip+5], 1
        mov     eax, [rip]
        lea     rsi, msg[rip]
        lea     rsi, [rip + msg + 2]
        imul    eax, DWORD PTR msg[rip], 1000
        imul    eax, DWORD PTR msg[rip], 10
        .section .rodata
pi:     .quad   0x400921fb54442d18
msg:    .ascii  "hello\n"
        .set    len, . - msg
        .bss
        .globl  stack
stack:  .skip   65536
