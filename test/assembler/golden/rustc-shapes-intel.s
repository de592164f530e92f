	.intel_syntax noprefix
	.file	"shapes.43b48fc11de24fea-cgu.0"
	.section	.text.choose,"ax",@progbits
	.globl	choose
	.p2align	4
	.type	choose,@function
choose:
	.cfi_startproc
	xor	eax, eax
	cmp	edi, 4
	ja	.LBB0_2
	mov	eax, edi
	lea	rcx, [rip + .Lswitch.table.choose]
	mov	eax, dword ptr [rcx + 4*rax]
.LBB0_2:
	ret
.Lfunc_end0:
	.size	choose, .Lfunc_end0-choose
	.cfi_endproc

	.section	.rodata.cst16,"aM",@progbits,16
	.p2align	4, 0x0
.LCPI1_0:
	.byte	208
	.byte	208
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
.LCPI1_1:
	.byte	10
	.byte	10
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
	.zero	1
.LCPI1_2:
	.quad	1
	.quad	1
	.section	.text.digits,"ax",@progbits
	.globl	digits
	.p2align	4
	.type	digits,@function
digits:
	.cfi_startproc
	test	rsi, rsi
	je	.LBB1_1
	cmp	rsi, 4
	jae	.LBB1_5
	xor	eax, eax
	mov	rcx, rdi
	jmp	.LBB1_8
.LBB1_1:
	xor	eax, eax
	ret
.LBB1_5:
	mov	rdx, rsi
	and	rdx, -4
	lea	rcx, [rdi + rdx]
	pxor	xmm0, xmm0
	xor	eax, eax
	movdqa	xmm1, xmmword ptr [rip + .LCPI1_0]
	movdqa	xmm2, xmmword ptr [rip + .LCPI1_1]
	pcmpeqd	xmm3, xmm3
	movdqa	xmm5, xmmword ptr [rip + .LCPI1_2]
	pxor	xmm4, xmm4
	.p2align	4
.LBB1_6:
	movzx	r8d, word ptr [rdi + rax]
	movd	xmm6, r8d
	movzx	r8d, word ptr [rdi + rax + 2]
	movd	xmm7, r8d
	paddb	xmm6, xmm1
	paddb	xmm7, xmm1
	movdqa	xmm8, xmm6
	pmaxub	xmm8, xmm2
	pcmpeqb	xmm8, xmm6
	pxor	xmm8, xmm3
	punpcklbw	xmm8, xmm8
	pshuflw	xmm6, xmm8, 212
	pshufd	xmm6, xmm6, 212
	pand	xmm6, xmm5
	paddq	xmm4, xmm6
	movdqa	xmm6, xmm7
	pmaxub	xmm6, xmm2
	pcmpeqb	xmm6, xmm7
	pxor	xmm6, xmm3
	punpcklbw	xmm6, xmm6
	pshuflw	xmm6, xmm6, 212
	pshufd	xmm6, xmm6, 212
	pand	xmm6, xmm5
	paddq	xmm0, xmm6
	add	rax, 4
	cmp	rdx, rax
	jne	.LBB1_6
	paddq	xmm0, xmm4
	pshufd	xmm1, xmm0, 238
	paddq	xmm1, xmm0
	movq	rax, xmm1
	cmp	rsi, rdx
	je	.LBB1_2
.LBB1_8:
	add	rdi, rsi
	.p2align	4
.LBB1_9:
	movzx	edx, byte ptr [rcx]
	inc	rcx
	add	dl, -48
	cmp	dl, 10
	adc	rax, 0
	cmp	rcx, rdi
	jne	.LBB1_9
.LBB1_2:
	ret
.Lfunc_end1:
	.size	digits, .Lfunc_end1-digits
	.cfi_endproc

	.section	.text.name,"ax",@progbits
	.globl	name
	.p2align	4
	.type	name,@function
name:
	.cfi_startproc
	cmp	rdi, 2
	ja	.LBB2_2
	shl	rdi, 4
	lea	rcx, [rip + _ZN6shapes5NAMES17hd15f5943a818a2dfE]
	mov	rax, qword ptr [rdi + rcx]
	mov	rdx, qword ptr [rdi + rcx + 8]
	ret
.LBB2_2:
	push	rax
	.cfi_def_cfa_offset 16
	lea	rdx, [rip + .Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.4]
	mov	esi, 3
	call	qword ptr [rip + _RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL]
.Lfunc_end2:
	.size	name, .Lfunc_end2-name
	.cfi_endproc

	.section	.text.sort,"ax",@progbits
	.globl	sort
	.p2align	4
	.type	sort,@function
sort:
	.cfi_startproc
	cmp	rsi, 2
	jb	.LBB3_13
	mov	eax, 1
	je	.LBB3_10
	dec	rsi
	mov	rcx, rsi
	and	rcx, -2
	xor	edx, edx
	jmp	.LBB3_3
	.p2align	4
.LBB3_8:
	add	rdx, 2
	cmp	rdx, rcx
	je	.LBB3_9
.LBB3_3:
	mov	r8, rax
	mov	eax, dword ptr [rdi + 4*rax]
	mov	r9, r8
	.p2align	4
.LBB3_4:
	mov	r10d, dword ptr [rdi + 4*r9 - 4]
	cmp	r10d, eax
	jbe	.LBB3_5
	mov	dword ptr [rdi + 4*r9], r10d
	mov	dword ptr [rdi + 4*r9 - 4], eax
	dec	r9
	jne	.LBB3_4
.LBB3_5:
	lea	rax, [r8 + 2]
	mov	r9d, dword ptr [rdi + 4*r8 + 4]
	.p2align	4
.LBB3_6:
	mov	r10d, dword ptr [rdi + 4*r8]
	cmp	r10d, r9d
	jbe	.LBB3_8
	mov	dword ptr [rdi + 4*r8 + 4], r10d
	mov	dword ptr [rdi + 4*r8], r9d
	add	r8, -1
	jb	.LBB3_6
	jmp	.LBB3_8
.LBB3_9:
	test	sil, 1
	je	.LBB3_13
.LBB3_10:
	mov	ecx, dword ptr [rdi + 4*rax]
	.p2align	4
.LBB3_11:
	mov	edx, dword ptr [rdi + 4*rax - 4]
	cmp	edx, ecx
	jbe	.LBB3_13
	mov	dword ptr [rdi + 4*rax], edx
	mov	dword ptr [rdi + 4*rax - 4], ecx
	dec	rax
	jne	.LBB3_11
.LBB3_13:
	ret
.Lfunc_end3:
	.size	sort, .Lfunc_end3-sort
	.cfi_endproc

	.section	.text.total,"ax",@progbits
	.globl	total
	.p2align	4
	.type	total,@function
total:
	.cfi_startproc
	push	r15
	.cfi_def_cfa_offset 16
	push	r14
	.cfi_def_cfa_offset 24
	push	r12
	.cfi_def_cfa_offset 32
	push	rbx
	.cfi_def_cfa_offset 40
	push	rax
	.cfi_def_cfa_offset 48
	.cfi_offset rbx, -40
	.cfi_offset r12, -32
	.cfi_offset r14, -24
	.cfi_offset r15, -16
	test	rsi, rsi
	je	.LBB4_1
	mov	rbx, rsi
	mov	r14, rdi
	shl	rbx, 4
	xor	r15d, r15d
	xor	r12d, r12d
	.p2align	4
.LBB4_3:
	mov	rdi, qword ptr [r14 + r12]
	mov	rax, qword ptr [r14 + r12 + 8]
	call	qword ptr [rax + 24]
	add	r15, rax
	add	r12, 16
	cmp	rbx, r12
	jne	.LBB4_3
	jmp	.LBB4_4
.LBB4_1:
	xor	r15d, r15d
.LBB4_4:
	mov	rax, r15
	add	rsp, 8
	.cfi_def_cfa_offset 40
	pop	rbx
	.cfi_def_cfa_offset 32
	pop	r12
	.cfi_def_cfa_offset 24
	pop	r14
	.cfi_def_cfa_offset 16
	pop	r15
	.cfi_def_cfa_offset 8
	ret
.Lfunc_end4:
	.size	total, .Lfunc_end4-total
	.cfi_endproc

	.type	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.0,@object
	.section	.rodata..Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.0,"a",@progbits
.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.0:
	.ascii	"one"
	.size	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.0, 3

	.type	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.1,@object
	.section	.rodata..Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.1,"a",@progbits
.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.1:
	.ascii	"two"
	.size	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.1, 3

	.type	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.2,@object
	.section	.rodata..Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.2,"a",@progbits
.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.2:
	.ascii	"three"
	.size	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.2, 5

	.type	_ZN6shapes5NAMES17hd15f5943a818a2dfE,@object
	.section	.data.rel.ro._ZN6shapes5NAMES17hd15f5943a818a2dfE,"aw",@progbits
	.p2align	3, 0x0
_ZN6shapes5NAMES17hd15f5943a818a2dfE:
	.quad	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.0
	.asciz	"\003\000\000\000\000\000\000"
	.quad	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.1
	.asciz	"\003\000\000\000\000\000\000"
	.quad	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.2
	.asciz	"\005\000\000\000\000\000\000"
	.size	_ZN6shapes5NAMES17hd15f5943a818a2dfE, 48

	.type	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.3,@object
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.3:
	.asciz	"shapes.rs"
	.size	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.3, 10

	.type	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.4,@object
	.section	.data.rel.ro..Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.4,"aw",@progbits
	.p2align	3, 0x0
.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.4:
	.quad	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.3
	.asciz	"\t\000\000\000\000\000\000\000)\000\000\000\005\000\000"
	.size	.Lanon.e5a7ecfdd3c2d8f472e548bea095ff85.4, 24

	.type	.Lswitch.table.choose,@object
	.section	.rodata..Lswitch.table.choose,"a",@progbits
	.p2align	2, 0x0
.Lswitch.table.choose:
	.long	7
	.long	9
	.long	13
	.long	15
	.long	77
	.size	.Lswitch.table.choose, 20

	.ident	"rustc version 1.95.0 (59807616e 2026-04-14)"
	.section	".note.GNU-stack","",@progbits
