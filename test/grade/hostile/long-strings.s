# Each instruction takes as long as all of memory.
    .intel_syntax noprefix
    .globl switch
switch:
    lea rsi, [rip+text]
    mov ecx, 100 << 20
    rep lodsb
    jmp switch
    .bss
text:
    .skip 100 << 20
