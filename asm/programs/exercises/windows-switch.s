    .intel_syntax noprefix

# Your switch stands alone here: there is a TEB, which gs leads to, only when it is graded.

    .text
    .globl main
    .type main, @function
main:
    xor eax, eax
    ret

# rcx: the context to save to, rdx: the context to load from

    .type switch, @function
switch:
    ud2                             # yours to write
