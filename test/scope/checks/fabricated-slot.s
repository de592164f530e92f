# finds: fabricated-slot-overwritten
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+writes]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

writes:
        mov qword ptr [rsp+24], 0       # wrong
        mov qword ptr [rsp-8], 0        # right
        ret
