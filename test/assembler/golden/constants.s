# what is a number when it is read, and what is a place
        mov     eax, later
        mov     eax, [later]
        mov     eax, offset later
x:      .ascii  "abc"
len = . - x
        mov     eax, len
        add     eax, len
        mov     rax, len
        push    len
        push    500
        push    offset x
        imul    eax, 5
        imul    eax, ecx, 500
        shl     rax
        .set    len2, 0x12345
        mov     eax, len2
        mov     rax, offset len2
        mov     eax, [len2]
        mov     eax, [5]
        add     rax, offset x - y
        add     rax, y - x
        add     rax, y - x + 1
        mov     rax, x
        mov     rax, [x]
        mov     rax, x + 4
        mov     rax, offset x + 4
        mov     rax, OFFSET FLAT:x
        mov     eax, OFFSET FLAT:outside
        movabs  rax, offset x
        movabs  rcx, 0x123456789abcdef0
        mov     rcx, 0x123456789abcdef0
        mov     rcx, -0x80000000
        mov     rcx, 0x80000000
        mov     ecx, 0xffffffff
        mov     cl, 255
        mov     cl, -128
        mov     eax, 'a'
        mov     eax, '\n'
        mov     BYTE PTR [rdi], '0'
        add     rax, 127
        add     rax, 128
        add     rax, -128
        add     rax, -129
        add     rax, 0xffffffffffffffff
        and     eax, 0xfffffff0
        and     rsp, -16
        sub     rsp, 5*8
        mov     rax, 1 << 40
        mov     rax, (3 + 4) * 2 - 1
        cmp     rax, -(1 + 2)
        mov     eax, x - x + 3
        jmp     y
y:      nop
.equ later, 77
        mov     eax, later
