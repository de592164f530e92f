# finds: x87-control-changed fctrl
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+rounds]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

rounds: sub rsp, 8
        fnstcw [rsp]
        mov word ptr [rsp+2], 0x0f7f
        fldcw [rsp+2]
        fldcw [rsp]                     # right
        call yield_thread
        fldcw [rsp]
        add rsp, 8
        ret
