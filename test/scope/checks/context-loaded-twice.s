# finds: context-loaded-twice
# The task finishes; main goes on, and loads the task's context again, from which it has gone on already.
        .globl main
main:   sub rsp, 8
        lea rax, [rip+top]
        lea rdx, [rip+task]
        mov [rax-32], rdx
        sub rax, 32
        mov [rip+other], rax
        lea rdi, [rip+mine]
        lea rsi, [rip+other]
        call switch
        lea rdi, [rip+mine]
        lea rsi, [rip+other]
        call switch
        lea rdi, [rip+mine]             # wrong
        lea rsi, [rip+other]            # wrong
        call switch                     # wrong
        xor eax, eax
        add rsp, 8
        ret

task:   sub rsp, 8
        lea rdi, [rip+other]
        lea rsi, [rip+mine]
        call switch
        lea rdi, [rip+lost]
        lea rsi, [rip+mine]
        call switch
        ud2

        .bss
        .balign 16
mine:   .skip 64
other:  .skip 64
lost:   .skip 64
        .skip 4096
top:
