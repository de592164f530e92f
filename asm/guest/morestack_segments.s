    .intel_syntax noprefix
    .include "abi.s"
    .include "control_block.s"

# __morestack where stacks grow by segments: the function that calls it runs on a stack of its own, with all that it
# calls, and gives it back when it returns. A function that asks begins so (gcc -fsplit-stack):
#
#   cmp rsp, fs:[0x70]          below a frame of 256 bytes; else lea r11, [rsp-frame], cmp r11
#   jae body
#   mov r10d, frame
#   mov r11d, arguments         bytes that the caller has left above its return address
#   call __morestack
#   ret                         <- here this returns to, and to the caller with what the body has returned
#   ...                         <- here the body begins: it finds what registers and stack the function was called with
#
# r11d says only what the body finds by rsp; functions with variable arguments look for those at rbp + 24, where the
# caller has left them. The segment, from a guard of a page upwards:
#
#   base ... top-24-arguments   the body's
#   top-24-arguments            a copy of the arguments, and what keeps rsp a multiple of 16
#   top-24                      rsp, base and top of the segment before
#
# None is kept for the next time: a call that does not fit takes and gives back a segment each time that it is made.

    .equ PAGE, 4096
    .equ LINK, 24                   # bytes of what leads to the segment before
    .equ OWN, 2048                  # room for what the body calls, before that asks again
    .equ SAVED, 96                  # bytes of what is kept on the old stack

    .text
    .globl __morestack, __control_block
    .type __morestack, @function
__morestack:
    push rbp
    mov rbp, rsp
    push rax                        # rbp-8: the number of vector registers, or what gcc keeps there
    push rdi
    push rsi
    push rdx                        # rbp-32
    push rcx
    push r8
    push r9
    push r11                        # rbp-64: bytes of arguments
    xor edi, edi
    xor esi, esi
    mov eax, SYS_STACK
    syscall
    push rax                        # rbp-72: base and top of the old stack
    push rdx
    mov r11, [rbp-64]
    lea rsi, [r10+r11+LINK+OWN+STACK_SLACK+2*PAGE-1]
    and rsi, -PAGE
    push rsi                        # rbp-88: bytes of the mapping, its guard included
    xor edi, edi
    mov edx, 3                      # PROT_READ | PROT_WRITE
    mov r10d, 0x22                  # MAP_PRIVATE | MAP_ANONYMOUS
    mov r8, -1
    xor r9d, r9d
    mov eax, SYS_MMAP
    syscall
    test rax, rax
    js __stack_full
    push rax                        # rbp-96: the mapping
    mov rdi, rax
    mov esi, PAGE
    xor edx, edx
    mov eax, SYS_MPROTECT
    syscall

    mov rdi, [rbp-96]
    mov rsi, [rbp-88]
    add rsi, rdi
    add rdi, PAGE
    mov rdx, [rbp-80]
    mov rcx, [rbp-72]
    mov [rsi-8], rdx
    mov [rsi-16], rcx
    mov [rsi-24], rsp
    mov eax, SYS_STACK
    syscall

    mov rcx, [rbp-64]
    lea rdi, [rsi-LINK]
    sub rdi, rcx
    and rdi, -16
    mov rdx, rdi
    lea rsi, [rbp+24]
    rep movsb
    mov rsp, rdx
    mov rax, [rbp-8]
    mov rdi, [rbp-16]
    mov rsi, [rbp-24]
    mov rdx, [rbp-32]
    mov rcx, [rbp-40]
    mov r8, [rbp-48]
    mov r9, [rbp-56]
    mov r10, [rbp+8]
    inc r10                         # behind the ret
    call r10

    lea rsp, [rbp-SAVED]
    mov [rbp-8], rax
    mov [rbp-32], rdx
    mov rdi, [rbp-72]
    mov rsi, [rbp-80]
    mov eax, SYS_STACK
    syscall
    mov rdi, [rbp-96]
    mov rsi, [rbp-88]
    mov eax, SYS_MUNMAP
    syscall
    mov rax, [rbp-8]
    mov rdx, [rbp-32]
    mov rsp, rbp
    pop rbp
    ret
    .size __morestack, . - __morestack
