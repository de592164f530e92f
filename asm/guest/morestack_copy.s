    .intel_syntax noprefix
    .include "abi.s"
    .include "control_block.s"

# __morestack where stacks grow by copies: the whole stack moves to one that is twice as large, or more, and the function
# that asks goes on there as if it had found room. How it asks, morestack_segments.s says.
#
#   old stack                       new stack
#
#   top    -------------            top    -------------
#          callers' frames   copied        callers' frames
#          arguments         ----->        arguments
#          return address                  return address
#          return to the ret               then one byte behind the ret: there the body begins
#   rsp -> what is pushed here      rsp -> what is pushed here
#          free
#   base   -------------                   free
#
#                                   base   -------------
#
# What points into the old stack still does so afterwards, and what lies there is no longer the present. Only two kinds
# of pointers are known and made to point to the new one: the chain of frame pointers, as long as each link leads
# upwards within the stack, and what the program's `stack_map` names. That is a table of the frames that hold pointers:
#
#   .quad return address            of a call in the function: so a frame is known
#   .quad bytes                     from above that return address up to the caller's
#   .quad n, offset, ...            n pointers, so far above that return address
#   ...
#   .quad 0
#
# A frame that is not in it ends the walk. Where there is no `stack_map`, nobody walks.

    .equ PAGE, 4096
    .equ PUSHED, 9*8                # bytes between rsp and the return to the ret
    .weak stack_map

    .text
    .globl __morestack, __control_block
    .type __morestack, @function
__morestack:
    push rax
    push rdi
    push rsi
    push rdx
    push rcx
    push r8
    push r9
    push rbx
    push rbp                        # on top: the first of the frame pointers
    mov rbx, r10                    # bytes of the frame that is wanted

    xor edi, edi
    xor esi, esi
    mov eax, SYS_STACK
    syscall
    mov rbp, rdx                    # top of the old stack
    mov rsi, rdx
    sub rsi, rax                    # its size
    lea rcx, [rbx+rbp+STACK_SLACK]
    sub rcx, rsp                    # what the new one must have
1:  add rsi, rsi
    cmp rsi, rcx
    jb 1b
    push rax                        # base of the old stack
    add rsi, PAGE-1+PAGE            # a guard below, and whole pages
    and rsi, -PAGE
    push rsi
    xor edi, edi
    mov edx, 3                      # PROT_READ | PROT_WRITE
    mov r10d, 0x22                  # MAP_PRIVATE | MAP_ANONYMOUS
    mov r8, -1
    xor r9d, r9d
    mov eax, SYS_MMAP
    syscall
    test rax, rax
    js __stack_full
    mov rbx, rax
    mov rdi, rax
    mov esi, PAGE
    xor edx, edx
    mov eax, SYS_MPROTECT
    syscall
    pop rdx
    pop r8                          # base of the old stack
    lea r9, [rbx+rdx]               # top of the new one
    mov rdx, r9
    sub rdx, rbp                    # how far everything moves

    mov rcx, rbp
    sub rcx, rsp
    shr rcx, 3
    mov rsi, rsp
    lea rdi, [rsp+rdx]
    rep movsq
    mov r10, rsp                    # from here on up to rbp: the old stack's bytes
    lea rdi, [rbx+PAGE]
    mov rsi, r9
    mov rbx, rdx
    mov eax, SYS_STACK
    syscall
    add rsp, rbx

    mov rdi, rsp                    # the place of a frame pointer, in the new stack
    mov rcx, r10                    # what it must lie above
1:  mov rax, [rdi]
    cmp rax, rcx
    jbe 2f
    cmp rax, rbp
    jae 2f
    test al, 7
    jnz 2f
    add [rdi], rbx
    mov rcx, rax
    lea rdi, [rax+rbx]
    jmp 1b
2:
    lea rdi, [rip+stack_map]
    test rdi, rdi
    jz 1f
    call rewrite
1:
    mov rdi, r8                     # the first stack of a thread is not one of these, and stays: munmap refuses it
    sub rdi, PAGE
    mov rsi, rbp
    sub rsi, rdi
    mov eax, SYS_MUNMAP
    syscall

    pop rbp
    pop rbx
    pop r9
    pop r8
    pop rcx
    pop rdx
    pop rsi
    pop rdi
    pop rax
    pop r10
    inc r10                         # behind the ret
    cmp dword ptr [r10], 0x185d8d4c
    jne 1f
    add r10, 4                      # lea r11, [rbp+24], where the arguments lie that may be many: here that is not so
    lea r11, [rsp+8]
1:  push r10
    ret
    .size __morestack, . - __morestack

# rewrite: makes what stack_map names in the callers' frames point to the new stack
#
#   in    rdi: stack_map      r10, rbp: rsp and top in the old stack      rbx: how far everything has moved

    .type rewrite, @function
rewrite:
    lea rsi, [rsp+8+PUSHED+8]       # where the caller's return address lies
1:  mov rdx, rdi
2:  mov rax, [rdx]
    test rax, rax
    jz 5f
    cmp rax, [rsi]
    je 3f
    mov rcx, [rdx+16]
    lea rdx, [rdx+rcx*8+24]
    jmp 2b
3:  add rsi, 8
    mov rcx, [rdx+16]
4:  dec rcx
    js 6f
    mov rax, [rdx+rcx*8+24]
    mov r9, [rsi+rax]
    cmp r9, r10
    jb 4b
    cmp r9, rbp
    jae 4b
    add [rsi+rax], rbx
    jmp 4b
6:  add rsi, [rdx+8]
    jmp 1b
5:  ret
    .size rewrite, . - rewrite
