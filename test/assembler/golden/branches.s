# branches at the edges of their short form
	jmp f1
	.skip 126
f1:
	jmp f2
	.skip 127
f2:
	jmp f3
	.skip 128
f3:
	jmp f4
	.skip 129
f4:
b5:	.skip 124
	jmp b5
b6:	.skip 125
	jmp b6
b7:	.skip 126
	jmp b7
b8:	.skip 127
	jmp b8
b9:	.skip 128
	jmp b9
	je f10
	.skip 126
f10:
	je f11
	.skip 127
f11:
	je f12
	.skip 128
f12:
	je f13
	.skip 129
f13:
b14:	.skip 124
	je b14
b15:	.skip 125
	je b15
b16:	.skip 126
	je b16
b17:	.skip 127
	je b17
b18:	.skip 128
	je b18
# a chain in which each one that grows pushes the next out of reach
c0:	jmp c20
	.skip 4
c1:	jmp c21
	.skip 4
c2:	jmp c22
	.skip 4
c3:	jmp c23
	.skip 4
c4:	jmp c24
	.skip 4
c5:	jmp c25
	.skip 4
c6:	jmp c26
	.skip 4
c7:	jmp c27
	.skip 4
c8:	jmp c28
	.skip 4
c9:	jmp c29
	.skip 4
c10:	jmp c30
	.skip 4
c11:	jmp c31
	.skip 4
c12:	jmp c32
	.skip 4
c13:	jmp c33
	.skip 4
c14:	jmp c34
	.skip 4
c15:	jmp c35
	.skip 4
c16:	jmp c36
	.skip 4
c17:	jmp c37
	.skip 4
c18:	jmp c38
	.skip 4
c19:	jmp c39
	.skip 4
c20:	jne c0
	.skip 3
c21:	jne c1
	.skip 3
c22:	jne c2
	.skip 3
c23:	jne c3
	.skip 3
c24:	jne c4
	.skip 3
c25:	jne c5
	.skip 3
c26:	jne c6
	.skip 3
c27:	jne c7
	.skip 3
c28:	jne c8
	.skip 3
c29:	jne c9
	.skip 3
c30:	jne c10
	.skip 3
c31:	jne c11
	.skip 3
c32:	jne c12
	.skip 3
c33:	jne c13
	.skip 3
c34:	jne c14
	.skip 3
c35:	jne c15
	.skip 3
c36:	jne c16
	.skip 3
c37:	jne c17
	.skip 3
c38:	jne c18
	.skip 3
c39:	jne c19
	.skip 3
# alignment between a branch and its target
	jmp a19
	.skip 1
	.p2align 4
a19:	jne a19-1
	.p2align 3,,4
	jmp a20
	.skip 2
	.p2align 4
a20:	jne a20-2
	.p2align 3,,4
	jmp a21
	.skip 3
	.p2align 4
a21:	jne a21-3
	.p2align 3,,4
	jmp a22
	.skip 100
	.p2align 4
a22:	jne a22-100
	.p2align 3,,4
	jmp a23
	.skip 110
	.p2align 4
a23:	jne a23-110
	.p2align 3,,4
	jmp a24
	.skip 115
	.p2align 4
a24:	jne a24-115
	.p2align 3,,4
	jmp a25
	.skip 120
	.p2align 4
a25:	jne a25-120
	.p2align 3,,4
	jmp a26
	.skip 121
	.p2align 4
a26:	jne a26-121
	.p2align 3,,4
	jmp a27
	.skip 122
	.p2align 4
a27:	jne a27-122
	.p2align 3,,4
	jmp a28
	.skip 123
	.p2align 4
a28:	jne a28-123
	.p2align 3,,4
	jmp a29
	.skip 124
	.p2align 4
a29:	jne a29-124
	.p2align 3,,4
	jmp a30
	.skip 125
	.p2align 4
a30:	jne a30-125
	.p2align 3,,4
	jmp a31
	.skip 126
	.p2align 4
a31:	jne a31-126
	.p2align 3,,4
	jmp a32
	.skip 127
	.p2align 4
a32:	jne a32-127
	.p2align 3,,4
	jmp a33
	.skip 128
	.p2align 4
a33:	jne a33-128
	.p2align 3,,4
	.p2align 5
	jl a34
	jl g34
	.skip 118
a34:	jmp h34
	.p2align 4
g34:	.skip 98
h34:
	.p2align 5
	jl a35
	jl g35
	.skip 119
a35:	jmp h35
	.p2align 4
g35:	.skip 99
h35:
	.p2align 5
	jl a36
	jl g36
	.skip 120
a36:	jmp h36
	.p2align 4
g36:	.skip 100
h36:
	.p2align 5
	jl a37
	jl g37
	.skip 121
a37:	jmp h37
	.p2align 4
g37:	.skip 101
h37:
	.p2align 5
	jl a38
	jl g38
	.skip 122
a38:	jmp h38
	.p2align 4
g38:	.skip 102
h38:
	.p2align 5
	jl a39
	jl g39
	.skip 123
a39:	jmp h39
	.p2align 4
g39:	.skip 103
h39:
	.p2align 5
	jl a40
	jl g40
	.skip 124
a40:	jmp h40
	.p2align 4
g40:	.skip 104
h40:
	.p2align 5
	jl a41
	jl g41
	.skip 125
a41:	jmp h41
	.p2align 4
g41:	.skip 105
h41:
	.p2align 5
	jl a42
	jl g42
	.skip 126
a42:	jmp h42
	.p2align 4
g42:	.skip 106
h42:
	.p2align 5
	jl a43
	jl g43
	.skip 127
a43:	jmp h43
	.p2align 4
g43:	.skip 107
h43:
	.p2align 5
	jl a44
	jl g44
	.skip 128
a44:	jmp h44
	.p2align 4
g44:	.skip 108
h44:
	.p2align 5
	jl a45
	jl g45
	.skip 129
a45:	jmp h45
	.p2align 4
g45:	.skip 109
h45:
# targets of other kinds
	.globl glob
	.weak weak
glob:	jmp glob
	jmp weak
	call glob
	call weak
weak:	jmp other
	jne other+4
	jmp 5
	call 5
	jmp .
	jmp . + 2
	jne .-10
	jmp short glob
	loop glob2
	jrcxz glob2
glob2:
	.section .text.other,"ax"
other:	jmp glob
	call glob2
	jmp undefined
	je undefined
	call undefined
