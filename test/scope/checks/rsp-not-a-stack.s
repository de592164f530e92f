# finds: rsp-not-a-stack rsp
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+task]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

task:   ret

        .globl switch
switch: mov [rdi], rsp
        mov [rdi+0x08], r15
        mov [rdi+0x10], r14
        mov [rdi+0x18], r13
        mov [rdi+0x20], r12
        mov [rdi+0x28], rbx
        mov [rdi+0x30], rbp
        mov rsp, rsi                    # wrong
        mov rsp, [rsi]                  # right
        mov r15, [rsi+0x08]
        mov r14, [rsi+0x10]
        mov r13, [rsi+0x18]
        mov r12, [rsi+0x20]
        mov rbx, [rsi+0x28]
        mov rbp, [rsi+0x30]
        mov rdi, [rsi+0x38]
        ret
