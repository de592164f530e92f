# finds: direction-flag rflags
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+end-1]
        mov ecx, 8
        std
        rep stosb
        cld                             # right
        call next
        cld
        xor eax, eax
        add rsp, 8
        ret

next:   ret

        .bss
        .skip 8
end:
