	.file	"data.c"
	.intel_syntax noprefix
	.text
	.globl	total
	.type	total, @function
total:
.LFB0:
	.cfi_startproc
	test	edi, edi
	jle	.L4
	movsx	rdi, edi
	mov	ecx, 0
	mov	eax, 0
.L3:
	mov	edx, DWORD PTR outside[0+rcx*4]
	add	edx, DWORD PTR table[0+rcx*4]
	add	edx, DWORD PTR zeros[0+rcx*4]
	mov	rsi, rcx
	and	esi, 3
	add	edx, DWORD PTR constants[0+rsi*4]
	movzx	esi, BYTE PTR bytes[rsi]
	add	edx, esi
	add	eax, edx
	add	rcx, 1
	cmp	rcx, rdi
	jne	.L3
.L2:
	add	eax, DWORD PTR number[rip]
	movsx	edx, WORD PTR small[rip]
	add	eax, edx
	movsx	edx, BYTE PTR letter[rip]
	add	eax, edx
	ret
.L4:
	mov	eax, 0
	jmp	.L2
	.cfi_endproc
.LFE0:
	.size	total, .-total
	.globl	set
	.type	set, @function
set:
.LFB1:
	.cfi_startproc
	movsx	rdi, edi
	mov	DWORD PTR table[0+rdi*4], esi
	mov	DWORD PTR zeros[0+rdi*4], esi
	movsx	rax, esi
	mov	QWORD PTR quads[0+rdi*8], rax
	mov	WORD PTR small[rip], si
	mov	BYTE PTR letter[rip], sil
	add	DWORD PTR number[rip], 1
	ret
	.cfi_endproc
.LFE1:
	.size	set, .-set
	.globl	make
	.type	make, @function
make:
.LFB2:
	.cfi_startproc
	sal	rsi, 32
	mov	eax, edi
	or	rax, rsi
	ret
	.cfi_endproc
.LFE2:
	.size	make, .-make
	.globl	changed
	.type	changed, @function
changed:
.LFB3:
	.cfi_startproc
	mov	rax, rdi
	add	QWORD PTR [rsp+16], 1
	mov	BYTE PTR [rsp+48], 113
	movdqu	xmm0, XMMWORD PTR [rsp+8]
	movups	XMMWORD PTR [rdi], xmm0
	movdqu	xmm1, XMMWORD PTR [rsp+24]
	movups	XMMWORD PTR [rdi+16], xmm1
	movdqu	xmm2, XMMWORD PTR [rsp+40]
	movups	XMMWORD PTR [rdi+32], xmm2
	ret
	.cfi_endproc
.LFE3:
	.size	changed, .-changed
	.globl	fields
	.type	fields, @function
fields:
.LFB4:
	.cfi_startproc
	movzx	edx, BYTE PTR [rdi]
	and	edx, 7
	lea	edx, [24+rdx*8]
	movzx	eax, WORD PTR [rdi]
	and	ax, -1017
	or	eax, edx
	mov	WORD PTR [rdi], ax
	movzx	eax, BYTE PTR [rdi+4]
	lea	edx, [rax+31]
	and	edx, 31
	and	eax, -32
	or	eax, edx
	mov	BYTE PTR [rdi+4], al
	mov	eax, DWORD PTR [rdi]
	shr	eax, 10
	ret
	.cfi_endproc
.LFE4:
	.size	fields, .-fields
	.globl	sum
	.type	sum, @function
sum:
.LFB5:
	.cfi_startproc
	mov	QWORD PTR [rsp-40], rsi
	mov	QWORD PTR [rsp-32], rdx
	mov	QWORD PTR [rsp-24], rcx
	mov	QWORD PTR [rsp-16], r8
	mov	QWORD PTR [rsp-8], r9
	mov	DWORD PTR [rsp-72], 8
	lea	rax, [rsp+8]
	mov	QWORD PTR [rsp-64], rax
	lea	rax, [rsp-48]
	mov	QWORD PTR [rsp-56], rax
	lea	ecx, [rdi-1]
	test	edi, edi
	je	.L10
	mov	rsi, rax
	mov	edi, 0
	jmp	.L14
.L12:
	mov	rdx, QWORD PTR [rsp-64]
	lea	rax, [rdx+8]
	mov	QWORD PTR [rsp-64], rax
.L13:
	add	edi, DWORD PTR [rdx]
	sub	ecx, 1
	cmp	ecx, -1
	je	.L10
.L14:
	mov	eax, DWORD PTR [rsp-72]
	cmp	eax, 47
	ja	.L12
	mov	edx, eax
	add	rdx, rsi
	add	eax, 8
	mov	DWORD PTR [rsp-72], eax
	jmp	.L13
.L10:
	mov	eax, edi
	ret
	.cfi_endproc
.LFE5:
	.size	sum, .-sum
	.globl	use
	.type	use, @function
use:
.LFB6:
	.cfi_startproc
	push	rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	mov	rbp, rsp
	.cfi_def_cfa_register 6
	movsx	r8, esi
	lea	rax, [15+r8*4]
	and	rax, -16
	sub	rsp, rax
	lea	rcx, [rsp+3]
	mov	r9, rcx
	shr	r9, 2
	and	rcx, -4
	test	esi, esi
	jle	.L18
	mov	eax, 0
.L19:
	mov	edx, eax
	imul	edx, DWORD PTR [rdi+rax*4]
	mov	DWORD PTR [rcx+rax*4], edx
	add	rax, 1
	cmp	r8, rax
	jne	.L19
.L18:
	lea	eax, [0+rsi*4]
	sub	esi, 1
	movsx	rsi, esi
	mov	edx, DWORD PTR [rcx+rsi*4]
	mov	esi, DWORD PTR [0+r9*4]
	mov	ecx, eax
	mov	edi, 3
	mov	eax, 0
	call	sum
	leave
	.cfi_def_cfa 7, 8
	ret
	.cfi_endproc
.LFE6:
	.size	use, .-use
	.globl	global
	.data
	.align 32
	.type	global, @object
	.size	global, 48
global:
	.quad	1
	.quad	2
	.quad	3
	.quad	4
	.quad	5
	.byte	122
	.zero	7
	.globl	inside
	.align 8
	.type	inside, @object
	.size	inside, 8
inside:
	.quad	quads+24
	.globl	aligned
	.bss
	.align 64
	.type	aligned, @object
	.size	aligned, 128
aligned:
	.zero	128
	.section	.rodata
	.type	bytes, @object
	.size	bytes, 4
bytes:
	.ascii	"\001\002\003\377"
	.globl	constants
	.align 16
	.type	constants, @object
	.size	constants, 16
constants:
	.long	4
	.long	3
	.long	2
	.long	1
	.globl	letter
	.data
	.type	letter, @object
	.size	letter, 1
letter:
	.byte	120
	.local	small
	.comm	small,2,2
	.globl	number
	.bss
	.align 4
	.type	number, @object
	.size	number, 4
number:
	.zero	4
	.local	quads
	.comm	quads,40,32
	.globl	zeros
	.align 32
	.type	zeros, @object
	.size	zeros, 400
zeros:
	.zero	400
	.data
	.align 32
	.type	table, @object
	.size	table, 40
table:
	.long	1
	.long	2
	.long	3
	.zero	28
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
