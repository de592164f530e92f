# finds: foreign-stack-write
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
        call lends                      # wrong
        mov [rip+where], rsp            # right
        call yield_thread
        add rsp, 8
        ret

lends:  sub rsp, 264
        mov [rip+where], rsp
        add rsp, 264
        ret

writes: mov rax, [rip+where]
        mov qword ptr [rax], 1
        ret

        .bss
where:  .skip 8
