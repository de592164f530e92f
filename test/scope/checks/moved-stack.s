# finds: moved-stack-write
# stack: copy
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+keeps]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

keeps:  sub rsp, 24
        mov [rsp+8], rsp
        mov edi, 100
        call goes_deep
        mov rax, [rsp+8]                # wrong
        mov rax, rsp                    # right
        mov qword ptr [rax], 1
        add rsp, 24
        ret

goes_deep:
        cmp rsp, fs:[0x70]
        jb 2f
1:      sub rsp, 56
        dec edi
        jz 3f
        call goes_deep
3:      add rsp, 56
        ret
2:      mov r10d, 56
        xor r11d, r11d
        call __morestack
        ret
        jmp 1b
