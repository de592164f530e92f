# finds: caller-saved-register rcx
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+keeps]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

keeps:  sub rsp, 8
        mov ecx, 5
        mov [rsp], rcx                  # right
        call yield_thread
        mov rcx, [rsp]                  # right
        lea rdi, [rcx+1]
        add rsp, 8
        ret
