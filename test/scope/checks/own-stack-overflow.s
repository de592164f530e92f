# finds: stack-overflow rsp
        .globl _start
_start: lea rsp, [rip+top]
        mov edi, 12                     # wrong
        mov edi, 4                      # right
        call deep
        mov eax, 60
        xor edi, edi
        syscall

deep:   sub rsp, 8
        dec edi
        jz 1f
        call deep
1:      add rsp, 8
        ret

        .bss
        .balign 16
before: .skip 256
stack:  .skip 128
top:
