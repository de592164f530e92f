# finds: return-address-overwritten
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+waits]
        call spawn
        lea rdi, [rip+writes]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

waits:  sub rsp, 24
        mov [rip+where], rsp
        call yield_thread
        add rsp, 24
        ret

writes: mov rax, [rip+where]
        mov qword ptr [rax-8], 1        # wrong
        mov qword ptr [rax+8], 1        # right
        ret

        .bss
where:  .skip 8
