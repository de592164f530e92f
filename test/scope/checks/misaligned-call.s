# finds: misaligned-stack rsp
        .globl main
main:   sub rsp, 8
        sub rsp, 8                      # wrong
        lea rdi, [rip+text]
        call print
        add rsp, 8                      # wrong
        xor eax, eax
        add rsp, 8
        ret

        .data
text:   .asciz "text"
