.file "symbols.c"
.globl foo, foo4
.global main
.set foo, bar
.set foo2, bar+1
bar: nop
.type main, @function
main:
 lea rax, foo[rip]
 lea rax, foo2[rip]
 lea rax, xfoo[rip]
 jmp foo
 jmp foo2
 call foo
 call foo2
 .quad foo, foo2
 ret
.size main, .-main
.set und2, und+4
.globl und3
.set und3, und
 call und2
 call und3
 .quad und2, und3
.set xfoo, bar
.data
.type object, %object
.size object, 8
object: .quad foo, foo2
.type "quoted", "notype"
quoted: .type fun, STT_FUNC
fun: .type plain, function
plain:
.comm c1,16,8
.comm c2,4
.comm c3,100
.common c6,3
.local c4
.comm c4,10,4
.lcomm l1,5
.lcomm l2,8
.lcomm l3,1
.lcomm l4,2
.text
 mov eax, c1[rip]
 mov eax, l3[rip]
 mov eax, c4[rip]
 mov rax, offset l2
d1: nop
.weak w, wund
.set w, d1
 lea rax, w[rip]
 call w
 jmp w
 .quad w
 call wund
 .hidden hid
 .globl hid
hid: call hid
 .internal int
 .protected prot
 .local loc
loc: int: prot: nop
 .globl foo4
 .weak foo4
foo4: nop
.data
.quad w
.balign 8
.weak w5
w5=7
.globl w6
.equ w6, 0x1234
.quad w5, w6, loc, hid
"odd name": .quad "odd name"
.ident "GCC"
