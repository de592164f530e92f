# finds: context-not-saved rsp
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+mine]
        lea rsi, [rip+other]            # wrong
        lea rsi, [rip+mine]             # right
        call switch
        xor eax, eax
        add rsp, 8
        ret

        .bss
mine:   .skip 64
other:  .skip 64
