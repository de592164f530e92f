# Two coroutines that hold values in every register that a call preserves, and leave from inside another function.
#
#   co_make    rdi: the handle, 256 bytes      rsi: the top of its stack      rdx: its function, which gets the handle
#   co_enter   rdi: the handle                 lets the coroutine run until it leaves
#   co_leave   rdi: the handle                 lets whoever entered it run

        .intel_syntax noprefix
        .globl main
main:   push rbx
        lea rdi, [rip+first]
        lea rsi, [rip+first_top]
        lea rdx, [rip+counts]
        call co_make
        lea rdi, [rip+second]
        lea rsi, [rip+second_top]
        lea rdx, [rip+counts]
        call co_make
        mov ebx, 3
1:      lea rdi, [rip+first]
        call co_enter
        lea rdi, [rip+second]
        call co_enter
        dec ebx
        jnz 1b
        xor eax, eax
        pop rbx
        ret

counts: push rbx
        mov rbx, rdi
        mov rax, [rip+next]
        add qword ptr [rip+next], 100
        mov rbp, rax
        lea r12, [rax+1]
        lea r13, [rax+2]
        lea r14, [rax+3]
        lea r15, [rax+4]
1:      lea rdi, [rbp+r12]
        add rdi, r13
        add rdi, r14
        add rdi, r15
        call print_number
        lea rdi, [rip+newline]
        call print
        inc rbp
        mov rdi, rbx
        call leaves
        jmp 1b

leaves: sub rsp, 8
        call co_leave
        add rsp, 8
        ret

        .data
next:   .quad 100
newline:
        .asciz "\n"

        .bss
        .balign 16
first:  .skip 256
second: .skip 256
stacks: .skip 4096
first_top:
        .skip 4096
second_top:
