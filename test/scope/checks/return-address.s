# finds: return-address-overwritten
        .globl main
main:   sub rsp, 8
        call fills
        xor eax, eax
        add rsp, 8
        ret

# an array of 4 numbers, and a loop that takes one more

fills:  sub rsp, 32
        xor ecx, ecx
1:      mov [rsp+rcx*8], rcx
        inc ecx
        cmp ecx, 4
        jbe 1b                          # wrong
        jb 1b                           # right
        add rsp, 32
        ret
