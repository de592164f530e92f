# finds: misaligned-stack rsp
# Within one file who calls may know that nobody needs alignment; here somebody does.
        .globl main
main:   sub rsp, 8
        push rbx                        # wrong
        call stores
        pop rbx                         # wrong
        xor eax, eax
        add rsp, 8
        ret

stores: sub rsp, 24
        movaps [rsp], xmm0
        add rsp, 24
        ret
