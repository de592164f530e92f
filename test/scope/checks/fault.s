# finds: fault
        .globl main
main:   sub rsp, 8
        xor ecx, ecx                    # wrong
        mov ecx, 1                      # right
        mov eax, 1
        cdq
        idiv ecx
        xor eax, eax
        add rsp, 8
        ret
