    .intel_syntax noprefix

# Tasks whose wakers are used as the argument says, in pairs of letters: what is done, and to which of the tasks, a to h.
#
#   s  its future has its value from now on, and is woken, which uses the waker up
#   w  it is woken for nothing, by reference
#   c  a clone of its waker wakes it for nothing
#   d  a clone of its waker is dropped
#   r  all that have been woken are polled
#
# In the end the futures of all tasks get their values.
#
#   Flag: 32 bytes
#     0x00 -> its functions      0x08 whether it has its value
#     0x10 the Waker of its task

    .equ IS_SET, 0x08
    .equ WAKER, 0x10
    .equ WAKER_FUNCTIONS, 0x08
    .equ FLAG_SIZE, 0x20
    .equ FLAGS, 8

    .text
    .globl main
    .type main, @function
main:
    push rbx
    push r12
    sub rsp, 24                     # rsp: another Waker
    mov r12, [rsi+8]
    xor ebx, ebx
1:  lea rdi, [rip+flags]
    lea rdi, [rdi+rbx*8]
    lea rcx, [rip+flag_functions]
    mov [rdi], rcx
    call spawn_local
    lea rdi, [rip+handles]
    mov [rdi+rbx*2], rax
    add ebx, FLAG_SIZE / 8
    cmp ebx, FLAGS * FLAG_SIZE / 8
    jb 1b
2:  movzx eax, BYTE PTR [r12]
    test al, al
    jz 3f
    movzx ebx, BYTE PTR [r12+1]
    add r12, 2
    sub ebx, 'a'
    shl ebx, 5
    lea rdi, [rip+flags]
    add rbx, rdi
    call act
    jmp 2b
3:  lea rbx, [rip+flags]
4:  mov eax, 's'
    call act
    add rbx, FLAG_SIZE
    lea rax, [rip+handles]
    cmp rbx, rax
    jb 4b
    call run_woken
    mov rsi, [rip+ready]
    mov rdx, [rip+polls]
    lea rdi, [rip+result]
    call print_values
    lea rbx, [rip+handles]
5:  mov rdi, [rbx]
    call drop_future
    add rbx, 8
    lea rax, [rip+handles+8*FLAGS]
    cmp rbx, rax
    jb 5b
    lea rdi, [rip+held]
    mov rsi, [rip+heap_in_use]
    call print_values
    xor eax, eax
    add rsp, 24
    pop r12
    pop rbx
    ret

# al: what is done, rbx: to which Flag

    .type act, @function
act:
    sub rsp, 24                     # rsp: another Waker
    cmp al, 'r'
    je run
    cmp al, 's'
    je set
    cmp QWORD PTR [rbx+WAKER+WAKER_FUNCTIONS], 0
    je over
    lea rdi, [rbx+WAKER]
    cmp al, 'w'
    je wake
    push rax
    sub rsp, 8
    lea rsi, [rsp+16]
    call waker_clone
    add rsp, 8
    pop rax
    mov rdi, rsp
    cmp al, 'd'
    je drop
    call waker_wake
    jmp over
drop:
    call waker_drop
    jmp over
wake:
    call waker_wake_by_ref
    jmp over
set:
    mov QWORD PTR [rbx+IS_SET], 1
    lea rdi, [rbx+WAKER]
    call waker_wake
    jmp over
run:
    call run_woken
over:
    add rsp, 24
    ret

    .type poll_flag, @function
poll_flag:
    cmp QWORD PTR [rdi+IS_SET], 0
    jne 1f
    push rdi
    push [rsi]
    sub rsp, 8
    add rdi, WAKER
    call waker_drop
    add rsp, 8
    pop rdi
    pop rsi
    add rsi, WAKER
    sub rsp, 8
    call waker_clone
    add rsp, 8
    xor eax, eax                    # PENDING
    ret
1:  inc QWORD PTR [rip+ready]
    mov eax, 1                      # READY
    ret

    .type drop_flag, @function
drop_flag:
    add rdi, WAKER
    jmp waker_drop

    .section .data.rel.ro
    .balign 8
flag_functions:
    .quad poll_flag, drop_flag

    .section .rodata
result:
    .asciz "% ready, % polls\n"
held:
    .asciz "% bytes\n"

    .bss
    .balign 8
flags:
    .zero FLAGS * FLAG_SIZE
handles:
    .zero FLAGS * 8
ready:
    .zero 8
