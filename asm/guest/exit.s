    .intel_syntax noprefix
    .include "abi.s"

# exit: ends the program, and all of its threads, after its destructors, the last one first.
#
#   in    edi: the exit status

    .text
    .globl exit
    .type exit, @function
exit:
    push rdi
    lea rbx, [rip+__fini_array_end]
1:  lea rax, [rip+__fini_array_start]
    cmp rbx, rax
    jbe 2f
    sub rbx, 8
    call [rbx]
    jmp 1b
2:  pop rdi
    mov eax, SYS_EXIT_GROUP
    syscall
    .size exit, . - exit
