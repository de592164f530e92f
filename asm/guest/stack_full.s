    .intel_syntax noprefix
    .include "abi.s"

# __stack_full: where `__morestack` jumps to when there is no memory for more stack. An access to the guard of the stack
# as it is stops the program, and the report names the thread.

    .text
    .globl __stack_full
    .type __stack_full, @function
__stack_full:
    xor edi, edi
    xor esi, esi
    mov eax, SYS_STACK
    syscall
    mov byte ptr [rax-1], 0
    .size __stack_full, . - __stack_full
