# finds: return-without-call
        .globl main
main:   sub rsp, 8
        call keeps
        xor eax, eax
        add rsp, 8
        ret

keeps:  push rbx
        mov ebx, 1
        pop rbx                         # right
        ret
