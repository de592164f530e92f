.data
.long 5 shl 2, 7 mod 4, 1 eq 1, 3>2, 2>3, 1&&1, 2||0, !5, !0, ~1, 7!1
.long 1 ne 2, 2 lt 1, 1 le 1, 3 gt 2, 2 ge 3, 6 shr 1, 5 xor 1, 1<>2, 1!=1, 3>=3, 3<=2
.quad -7/2, -7%3, -1>>60, 1<<63, 1<<64, -8>>1
.quad 0xffffffffffffffff, 18446744073709551615, -9223372036854775808, 0b1011, 0777, 017, 0X1f, 0B1
.byte 'a','a, '\n', '\0', '\\', '\'', '"', '#', ';', '/'
.byte 1+2*3, 1|2+3, 2*3|1, 6&3+1, 1<<2+1, 10-2-3, 2+3==5, 1==1&&0, -2*3, ~0+1, 1-~0, 3 or 4, 5 and 4, not 1
.byte ((1+2)*(3+4)), - - 5, +5, -(-(5)), 100/7/2, 1||0&&0, 1-1||0
x=1
.long x
.set x,2
.long x
.long y
.set y,1
.set y,2
.equiv z,5
z2==6
.long z,z2
a: .long 1
b: .long 2
.long b-a, (b-a)*2, b-a == 4, a < b, b+4-a, . - a, . - a
.quad a, a+1, 1+a, b-4, -(a-b)
.long later - a, later - a - 1
.word later - a
.byte later - a
.p2align 4
later: .byte 1
size = later - a
.long size, size*1
.set alias, b + 2
.quad alias, alias - a
