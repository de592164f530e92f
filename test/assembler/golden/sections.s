.section .rodata
.byte 1
.section .rodata.cst8,"aM",@progbits,8
.quad 1
.section .text.hot
f: nop
.section .text.cold,"ax",@progbits
.p2align 2
g: nop
.section .data.rel,"aw"
.quad f, g
.section custom
.byte 2
.section stack,"aw",@nobits
.skip 32
.section both,"awx",@progbits
nop
.section "quoted name","a"
.byte 3
.section .note.GNU-stack,"",@progbits
.section .init_array
.quad f
.section .bss.more
.zero 4
.text
.byte 4
.previous
.zero 4
.previous
.byte 5
.pushsection .data
.byte 6
.pushsection .rodata
.byte 7
.popsection
.byte 8
.previous
.byte 9
.popsection
.byte 10
.section .data
.byte 11
.data 0
.byte 12
.section .text
jmp f
call g
jmp g
lea rax, f[rip]
call forward
call forward+4
call global
jmp global
.section .text.later,"ax"
forward: nop
.globl global
global: jmp forward
