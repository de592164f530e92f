# every shape of an address
        mov     rax, [rbx]
        mov     rax, [rbp]
        mov     rax, [rsp]
        mov     rax, [r12]
        mov     rax, [r13]
        mov     rax, [rbx+1]
        mov     rax, [rbx-128]
        mov     rax, [rbx+128]
        mov     rax, [rdi+rax*4-8]
        mov     rax, [rdi+4*rax-8]
        mov     rax, [rdi][rax*4]
        mov     rax, 0x38[rdi]
        mov     [rdi+0x38], rax
        mov     QWORD PTR [rsp-16], offset f
        mov     qword ptr [rdi + 0x00], rsp
        mov     Dword Ptr [edi], 1
        mov     WORD PTR [r8+r9*2], 1
        mov     byte ptr [r8+r9*8+0x12345678], 1
        mov     rax, [rax*1]
        mov     rax, [rax*2]
        mov     rax, [rax*8+rbx]
        mov     rax, [rsp+rax]
        mov     rax, [rax+rsp]
        mov     rax, [r13+r13]
        mov     rax, [rbp+rbp*2]
        mov     rax, fs:[0x28]
        mov     rax, QWORD PTR fs:0x28
        mov     rax, gs:[rbx+8]
        mov     rax, [table+rbx*8]
        mov     rax, table[rbx*8]
        mov     rax, table[rbx]
        lea     rax, [rbx+rcx*2+3]
        lea     rax, [table]
        lea     eax, [rdi+rdi*4]
        jmp     [table+rax*8]
        jmp     QWORD PTR [rax]
        call    [rbx]
        call    QWORD PTR 8[rax]
        call    rax
        jmp     rdx
        push    [rax]
        push    QWORD PTR [rax]
        pop     QWORD PTR [rax]
        xchg    rax, [rbx]
        lock add QWORD PTR [rax], 1
        lock
        inc DWORD PTR [rdi]
f:      ret
table:  .quad   f, f+1
        lea     ecx, [table]
        lea     cx, [table]
        lea     ecx, [rax+table]
        mov     ecx, [eax+table]
        mov     ecx, [eax*4+table]
        mov     rcx, [eax+0xffffffff]
        mov     rcx, [ebx+0x80000000]
        lea     rax, table[eip]
        mov     rcx, es:[rax]
        mov     rcx, ds:[rbp]
        call    5
late = 7
