# finds: finished-thread
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+task]
        call spawn
        call yield_thread               # wrong
        lea rdi, [rip+mine]
        mov rsi, [rip+thread]           # wrong
        lea rsi, [rip+mine]             # right
        call switch
        xor eax, eax
        add rsp, 8
        ret

# rdi: the Thread, when it begins; call has it

task:   mov [rip+thread], r10
        ret

        .globl call
call:   sub rsp, 8
        mov r10, rdi
        call [rdi+0x40]
        add rsp, 8
        ret

        .bss
mine:   .skip 64
thread: .skip 8
