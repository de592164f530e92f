.globl g
.weak w
.globl unusedg
.local unusedl
g: nop
w: nop
l: nop
.Lx: nop
jmp g
jmp w
jmp l
call g
call w
call l
je .Lx
lea rax, g[rip]
lea rax, w[rip]
lea rax, l[rip]
lea rax, .Lx[rip]
lea rax, d[rip]
lea rax, dg[rip]
mov rax, offset l
mov rax, offset g
mov rax, offset .Lx
mov rax, offset d
mov eax, offset d
movabs rax, offset d
mov rax, w
.quad g, w, l, .Lx, d, dg
.long g-., l-., d-., l-g, .-g
.data
.globl dg
.long 1
d: .quad l
dg: .quad d, g-l, d-dg, dg-., l-.
.word g
.byte g
.word l-.
.byte l-.
.section .rodata.str1.1,"aMS",@progbits,1
.LC0: .string "foo"
.LC1: .string "bar"
.text
lea rax, .LC1[rip]
mov eax, offset .LC1
