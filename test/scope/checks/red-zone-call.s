# finds: red-zone-lost
        .globl main
main:   sub rsp, 8
        call keeps
        xor eax, eax
        add rsp, 8
        ret

keeps:  sub rsp, 8
        mov qword ptr [rsp-8], 1        # wrong
        mov qword ptr [rsp], 1          # right
        call leaf
        mov rax, [rsp-8]                # wrong
        mov rax, [rsp]                  # right
        add rsp, 8
        ret

leaf:   ret
