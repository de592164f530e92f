# finds: callee-saved-register rbx
        .globl main
main:   sub rsp, 8
        call counts
        xor eax, eax
        add rsp, 8
        ret

counts:
        push rbx                        # right
        mov ebx, 3
        lea eax, [rbx+rbx]
        pop rbx                         # right
        ret
