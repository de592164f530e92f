    .intel_syntax noprefix
    .include "futures/layouts.s"

# join_all: a future of several, ready when all of them are.
#
#   Join: 32 bytes, and 16 for each of them
#     0x00 -> its functions
#     0x08 how many there are      0x10 how many are not ready
#     0x20 entries: 0x00 a future, or 0 when it is ready      0x08 its value

    .equ COUNT, 0x08
    .equ LEFT, 0x10
    .equ ENTRIES, 0x20
    .equ ENTRY_FUTURE, 0x00
    .equ ENTRY_VALUE, 0x08
    .equ ENTRY_SIZE, 0x10

    .text

# in    rdi: where the addresses of the futures stand, which are its own from here on      rsi: how many there are
# out   rax: the future; its value is the address of the first entry, and the entries stay until it is dropped

    .globl join_all
    .type join_all, @function
join_all:
    push rdi
    push rsi
    sub rsp, 8
    mov rdi, rsi
    shl rdi, 4
    add rdi, ENTRIES
    call malloc
    add rsp, 8
    pop rsi
    pop rdi
    lea rcx, [rip+functions]
    mov [rax], rcx
    mov [rax+COUNT], rsi
    mov [rax+LEFT], rsi
    lea rcx, [rax+ENTRIES]
    test rsi, rsi
    jz 2f
1:  mov rdx, [rdi]
    mov [rcx+ENTRY_FUTURE], rdx
    add rdi, 8
    add rcx, ENTRY_SIZE
    dec rsi
    jnz 1b
2:  ret
    .size join_all, . - join_all

# poll: its task has one waker for all of them, so nobody knows which of them has woken it: those that are not ready
# are polled, all of them.

    .type poll, @function
poll:
    push rbx
    push r12
    push r13
    push r14
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    lea r13, [rbx+ENTRIES]
    mov r14, [rbx+COUNT]
    test r14, r14
    jz 3f
1:  cmp QWORD PTR [r13+ENTRY_FUTURE], 0
    je 2f
    lea rdi, [r13+ENTRY_FUTURE]
    mov rsi, r12
    call await_future
    cmp eax, READY
    jne 2f
    mov [r13+ENTRY_VALUE], rdx
    dec QWORD PTR [rbx+LEFT]
2:  add r13, ENTRY_SIZE
    dec r14
    jnz 1b
3:  lea rdx, [rbx+ENTRIES]
    xor eax, eax                    # PENDING
    cmp QWORD PTR [rbx+LEFT], 0
    sete al                         # READY
    add rsp, 8
    pop r14
    pop r13
    pop r12
    pop rbx
    ret
    .size poll, . - poll

    .type drop, @function
drop:
    push rbx
    push r12
    push r13
    mov r13, rdi
    lea rbx, [rdi+ENTRIES]
    mov r12, [rdi+COUNT]
1:  sub r12, 1
    jb 2f
    mov rdi, [rbx+ENTRY_FUTURE]
    call drop_future
    add rbx, ENTRY_SIZE
    jmp 1b
2:  mov rdi, r13
    pop r13
    pop r12
    pop rbx
    jmp free
    .size drop, . - drop

    .section .data.rel.ro
    .balign 8
functions:
    .quad poll, drop
