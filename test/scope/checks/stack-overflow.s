# finds: stack-overflow rsp
        .globl main
main:   sub rsp, 8
        mov edi, 1000
        call deep
        xor eax, eax
        add rsp, 8
        ret

deep:   sub rsp, 4088
        dec edi
        jz 1f                           # right
        call deep
1:      add rsp, 4088
        ret
