    .intel_syntax noprefix

# swap_bytes: what lies at one place comes to the other (std::mem::swap).
#
#   in    rdi, rsi: the places, which do not overlap      rdx: how many bytes

    .text
    .globl swap_bytes
    .type swap_bytes, @function
swap_bytes:
    test rdx, rdx
    jz 2f
1:  mov al, [rdi+rdx-1]
    mov cl, [rsi+rdx-1]
    mov [rdi+rdx-1], cl
    mov [rsi+rdx-1], al
    dec rdx
    jnz 1b
2:  ret
    .size swap_bytes, . - swap_bytes
