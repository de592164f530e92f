# finds: below-red-zone
        .globl main
main:   sub rsp, 8
        call adds
        xor eax, eax
        add rsp, 8
        ret

adds:
        mov qword ptr [rsp-136], 1      # wrong
        add qword ptr [rsp-136], 1      # wrong
        mov qword ptr [rsp-128], 1      # right
        add qword ptr [rsp-128], 1      # right
        ret
