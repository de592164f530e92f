    .intel_syntax noprefix
    .globl yield_thread
yield_thread:
    mov r8, [rip+current]
    mov r9, [rip+thread_count]
    lea r10, [rip+threads]
    mov rcx, r8
1:  inc rcx
    cmp rcx, r9
    jb 2f
    xor ecx, ecx
2:  cmp rcx, r8
    je 4f
    mov rsi, rcx
    shl rsi, 6
    add rsi, r10
    cmp qword ptr [rsi+0x38], 2     # Ready
    jne 1b

    mov rdi, r8
    shl rdi, 6
    add rdi, r10
    cmp qword ptr [rdi+0x38], 1     # Running
    jne 3f
    mov qword ptr [rdi+0x38], 2
3:  mov qword ptr [rsi+0x38], 1
    mov eax, 1
    jmp switch

4:  xor eax, eax
    ret
