    .intel_syntax noprefix
    .include "abi.s"

# malloc, free: memory on the heap, by brk.
#
#   block: 16 * n bytes, 8 before a multiple of 16
#     0x00 its size      0x08 the program's; of a free block: the next free one's 0x08
#
# Free blocks wait in a list for each size, and come out again when as many bytes are asked for; those above LARGEST
# wait in one list, of which the first that is large enough is taken, whole.

    .equ LARGEST, 1024
    .equ LISTS, LARGEST / 16 + 1    # by size / 16; the first one has the large blocks
    .equ PAGE, 4096

    .text

# malloc: rdi: how many bytes
#   out   rax: their address, or 0 when there is not as much memory

    .weak malloc
    .type malloc, @function
malloc:
    sub rsp, 8
    lea rsi, [rdi+8+15]
    cmp rsi, rdi
    jb 5f                           # more than there are addresses
    and rsi, -16
    lea rdx, [rip+free_blocks]
    cmp rsi, LARGEST
    ja 1f
    mov rcx, rsi
    shr rcx, 1
    add rdx, rcx                    # its list
1:  mov rax, [rdx]                  # rdx: where the address of rax stands
    test rax, rax
    jz 3f
    cmp [rax-8], rsi
    jae 2f
    mov rdx, rax
    jmp 1b
2:  mov rcx, [rax]
    mov [rdx], rcx
    mov rsi, [rax-8]
    jmp 4f
3:  call grow
    test rax, rax
    jz 5f
    mov [rax], rsi
    add rax, 8
4:  add [rip+heap_in_use], rsi
    add rsp, 8
    ret
5:  xor eax, eax
    add rsp, 8
    ret

# rsi: a block's size, which stays -> rax: a new block, or 0 when there is not as much memory. A part of malloc: neither
# is interrupted (--quantum).

grow:
    mov rdx, [rip+heap_next]
    test rdx, rdx
    jnz 1f
    xor edi, edi
    mov eax, SYS_BRK
    syscall
    mov [rip+heap_end], rax
    lea rdx, [rax+8]
1:  mov r8, rdx
    add r8, rsi                     # where the block ends
    jc 3f
    cmp r8, [rip+heap_end]
    jbe 2f
    lea rdi, [r8+PAGE-1]
    and rdi, -PAGE
    mov eax, SYS_BRK
    syscall
    cmp rax, r8
    jb 3f
    mov [rip+heap_end], rax
2:  mov [rip+heap_next], r8
    mov rax, rdx
    ret
3:  xor eax, eax
    ret
    .size malloc, . - malloc

# free: rdi: what malloc has answered, or 0

    .weak free
    .type free, @function
free:
    test rdi, rdi
    jz 2f
    mov rsi, [rdi-8]
    sub [rip+heap_in_use], rsi
    lea rdx, [rip+free_blocks]
    cmp rsi, LARGEST
    ja 1f
    shr rsi, 1
    add rdx, rsi
1:  mov rcx, [rdx]
    mov [rdi], rcx
    mov [rdx], rdi
2:  ret
    .size free, . - free

    .bss
    .balign 8
    .globl heap_in_use
heap_in_use:
    .zero 8                         # bytes of blocks that are not free
heap_next:
    .zero 8                         # where the next new block begins
heap_end:
    .zero 8
free_blocks:
    .zero 8 * LISTS
