# finds: rsp-changed rsp
        .globl main
main:   sub rsp, 8
        push 1
        push 2
        call takes
        add rsp, 16                     # right
        add rsp, 8                      # wrong
        xor eax, eax
        add rsp, 8
        ret

takes:  mov rax, [rsp+8]
        ret 8                           # wrong
        ret                             # right
