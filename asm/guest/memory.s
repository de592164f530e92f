    .intel_syntax noprefix

# What compilers call without being asked, as the C library has it. They are weak: a program's own are taken instead.

    .text

# memcpy, memmove: rdi: to      rsi: from      rdx: how many bytes; the ranges may overlap
#   out   rax: to

    .weak memcpy, memmove
    .type memcpy, @function
    .type memmove, @function
memcpy:
memmove:
    mov rax, rdi
    mov rcx, rdi
    sub rcx, rsi
    cmp rcx, rdx
    jb backward                     # the end of `from` would be overwritten before it is read
    mov rcx, rdx
    shr rcx, 3
    jz 2f
1:  mov r8, [rsi]
    mov [rdi], r8
    add rsi, 8
    add rdi, 8
    dec rcx
    jnz 1b
2:  and edx, 7
    jz 4f
3:  mov cl, [rsi]
    mov [rdi], cl
    inc rsi
    inc rdi
    dec edx
    jnz 3b
4:  ret
backward:
    test rdx, rdx
    jz 2f
1:  mov cl, [rsi+rdx-1]
    mov [rdi+rdx-1], cl
    dec rdx
    jnz 1b
2:  ret
    .size memcpy, . - memcpy
    .size memmove, . - memmove

# memset: rdi: to      esi: the byte      rdx: how many
#   out   rax: to

    .weak memset
    .type memset, @function
memset:
    mov rax, rdi
    movzx esi, sil
    movabs rcx, 0x0101010101010101
    imul rsi, rcx
    mov rcx, rdx
    shr rcx, 3
    jz 2f
1:  mov [rdi], rsi
    add rdi, 8
    dec rcx
    jnz 1b
2:  and edx, 7
    jz 4f
3:  mov [rdi], sil
    inc rdi
    dec edx
    jnz 3b
4:  ret
    .size memset, . - memset

# memcmp, bcmp: rdi, rsi: the two      rdx: how many bytes
#   out   eax: below, at or above 0, as the first byte that differs is

    .weak memcmp, bcmp
    .type memcmp, @function
    .type bcmp, @function
memcmp:
bcmp:
    xor ecx, ecx
1:  cmp rcx, rdx
    je 2f
    movzx eax, byte ptr [rdi+rcx]
    movzx r8d, byte ptr [rsi+rcx]
    inc rcx
    sub eax, r8d
    jz 1b
    ret
2:  xor eax, eax
    ret
    .size memcmp, . - memcmp
    .size bcmp, . - bcmp

# strlen: rdi: a text that ends with a zero
#   out   rax: the bytes before it

    .weak strlen
    .type strlen, @function
strlen:
    mov rax, rdi
1:  cmp byte ptr [rax], 0
    je 2f
    inc rax
    jmp 1b
2:  sub rax, rdi
    ret
    .size strlen, . - strlen
