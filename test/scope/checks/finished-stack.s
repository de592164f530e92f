# finds: finished-stack-write
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+waits]
        call spawn
        lea rdi, [rip+writes]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

waits:  sub rsp, 8
        mov [rip+where], rsp
        call yield_thread               # right
        add rsp, 8
        ret

writes: mov rax, [rip+where]
        mov qword ptr [rax], 1
        ret

        .bss
where:  .skip 8
