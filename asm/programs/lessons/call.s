    .intel_syntax noprefix

# A function that calls a function; and a `ret` that nobody has called.

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, 3
    call outer
    call detour
    xor eax, eax
    add rsp, 8
    ret

# edi -> eax: twice that, and one

    .type outer, @function
outer:
    call inner
    inc eax
    ret

    .type inner, @function
inner:
    lea eax, [rdi+rdi]
    ret

# What ret pops need not have been pushed by call.

    .type detour, @function
detour:
    lea rax, [rip+elsewhere]
    push rax
    ret

    .type elsewhere, @function
elsewhere:
    mov eax, 42
    ret
