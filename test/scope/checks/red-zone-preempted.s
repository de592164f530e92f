# finds: red-zone-lost
# Whoever interrupts a thread finds rsp below its red zone, and must leave the red zone alone.
        .globl main
main:   sub rsp, 8
        lea rdi, [rip+other]
        call spawn
        xor eax, eax
        add rsp, 8
        ret

other:  mov qword ptr [rsp-8], 7
        mov eax, 24                     # sched_yield
        syscall
        mov rax, [rsp-8]
        ret

        .globl preempt
preempt:
        push rax
        lea rsp, [rsp+144]              # wrong
        push rdi                        # wrong
        push rsi                        # wrong
        sub rsp, 128                    # wrong
        push rdi                        # right
        push rsi                        # right
        mov rax, rsp
        sub rsp, 16
        and rsp, -16
        mov [rsp], rax
        call yield_thread
        mov rsp, [rsp]
        add rsp, 128                    # wrong
        pop rsi
        pop rdi
        sub rsp, 144                    # wrong
        pop rax
        ret 128
