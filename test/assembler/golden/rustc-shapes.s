	.file	"shapes.43b48fc11de24fea-cgu.0"
	.section	".text._ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE","ax",@progbits
	.globl	_ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE
	.p2align	4
	.type	_ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE,@function
_ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	pushq	%r14
	.cfi_def_cfa_offset 24
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset %rbx, -32
	.cfi_offset %r14, -24
	.cfi_offset %r15, -16
	movq	%rdx, %rbx
	cmpq	%rsi, %rdi
	je	.LBB0_3
	movq	%rsi, %r14
	movq	%rdi, %r15
	subq	%rdi, %r14
	shrq	$4, %r14
	addq	$8, %r15
	.p2align	4
.LBB0_2:
	movq	-8(%r15), %rdi
	movq	(%r15), %rax
	callq	*24(%rax)
	addq	%rax, %rbx
	addq	$16, %r15
	decq	%r14
	jne	.LBB0_2
.LBB0_3:
	movq	%rbx, %rax
	popq	%rbx
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end0:
	.size	_ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE, .Lfunc_end0-_ZN102_$LT$core..iter..adapters..map..Map$LT$I$C$F$GT$$u20$as$u20$core..iter..traits..iterator..Iterator$GT$4fold17h2a4e36a4fa03a15dE
	.cfi_endproc

	.section	.text._ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E,"ax",@progbits
	.globl	_ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E
	.p2align	4
	.type	_ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E,@function
_ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	pushq	%r14
	.cfi_def_cfa_offset 24
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset %rbx, -32
	.cfi_offset %r14, -24
	.cfi_offset %r15, -16
	cmpq	%rsi, %rdi
	je	.LBB1_1
	movq	%rsi, %rbx
	movq	%rdi, %r14
	subq	%rdi, %rbx
	shrq	$4, %rbx
	addq	$8, %r14
	xorl	%r15d, %r15d
	.p2align	4
.LBB1_3:
	movq	-8(%r14), %rdi
	movq	(%r14), %rax
	callq	*24(%rax)
	addq	%rax, %r15
	addq	$16, %r14
	decq	%rbx
	jne	.LBB1_3
	jmp	.LBB1_4
.LBB1_1:
	xorl	%r15d, %r15d
.LBB1_4:
	movq	%r15, %rax
	popq	%rbx
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end1:
	.size	_ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E, .Lfunc_end1-_ZN4core4iter6traits8iterator8Iterator3sum17h8698650077d066e4E
	.cfi_endproc

	.section	".text._ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E","ax",@progbits
	.globl	_ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E
	.p2align	4
	.type	_ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E,@function
_ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	pushq	%r14
	.cfi_def_cfa_offset 24
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset %rbx, -32
	.cfi_offset %r14, -24
	.cfi_offset %r15, -16
	cmpq	%rsi, %rdi
	je	.LBB2_1
	movq	%rsi, %rbx
	movq	%rdi, %r14
	subq	%rdi, %rbx
	shrq	$4, %rbx
	addq	$8, %r14
	xorl	%r15d, %r15d
	.p2align	4
.LBB2_3:
	movq	-8(%r14), %rdi
	movq	(%r14), %rax
	callq	*24(%rax)
	addq	%rax, %r15
	addq	$16, %r14
	decq	%rbx
	jne	.LBB2_3
	jmp	.LBB2_4
.LBB2_1:
	xorl	%r15d, %r15d
.LBB2_4:
	movq	%r15, %rax
	popq	%rbx
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end2:
	.size	_ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E, .Lfunc_end2-_ZN54_$LT$u64$u20$as$u20$core..iter..traits..accum..Sum$GT$3sum17h5535fd950712fd41E
	.cfi_endproc

	.section	.text.choose,"ax",@progbits
	.globl	choose
	.p2align	4
	.type	choose,@function
choose:
	.cfi_startproc
	xorl	%eax, %eax
	cmpl	$4, %edi
	ja	.LBB3_2
	movl	%edi, %eax
	leaq	.Lswitch.table.choose(%rip), %rcx
	movl	(%rcx,%rax,4), %eax
.LBB3_2:
	retq
.Lfunc_end3:
	.size	choose, .Lfunc_end3-choose
	.cfi_endproc

	.section	.text.digits,"ax",@progbits
	.globl	digits
	.p2align	4
	.type	digits,@function
digits:
	.cfi_startproc
	testq	%rsi, %rsi
	je	.LBB4_1
	movl	%esi, %ecx
	andl	$3, %ecx
	cmpq	$4, %rsi
	jae	.LBB4_5
	xorl	%eax, %eax
	jmp	.LBB4_8
.LBB4_1:
	xorl	%eax, %eax
	retq
.LBB4_5:
	andq	$-4, %rsi
	xorl	%eax, %eax
	.p2align	4
.LBB4_6:
	movzbl	(%rdi), %edx
	movzbl	1(%rdi), %r8d
	addb	$-48, %dl
	xorl	%r9d, %r9d
	cmpb	$10, %dl
	setb	%r9b
	addb	$-48, %r8b
	cmpb	$10, %r8b
	adcq	%rax, %r9
	movzbl	2(%rdi), %edx
	addb	$-48, %dl
	xorl	%eax, %eax
	cmpb	$10, %dl
	setb	%al
	movzbl	3(%rdi), %edx
	addq	$4, %rdi
	addb	$-48, %dl
	cmpb	$10, %dl
	adcq	%r9, %rax
	addq	$-4, %rsi
	jne	.LBB4_6
	testq	%rcx, %rcx
	je	.LBB4_2
.LBB4_8:
	xorl	%edx, %edx
	.p2align	4
.LBB4_9:
	movzbl	(%rdi,%rdx), %esi
	addb	$-48, %sil
	cmpb	$10, %sil
	adcq	$0, %rax
	incq	%rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_9
.LBB4_2:
	retq
.Lfunc_end4:
	.size	digits, .Lfunc_end4-digits
	.cfi_endproc

	.section	.text.name,"ax",@progbits
	.globl	name
	.p2align	4
	.type	name,@function
name:
	.cfi_startproc
	cmpq	$2, %rdi
	ja	.LBB5_2
	shlq	$4, %rdi
	leaq	_ZN6shapes5NAMES17hd15f5943a818a2dfE(%rip), %rcx
	movq	(%rdi,%rcx), %rax
	movq	8(%rdi,%rcx), %rdx
	retq
.LBB5_2:
	pushq	%rax
	.cfi_def_cfa_offset 16
	leaq	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.4(%rip), %rdx
	movl	$3, %esi
	callq	*_RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL(%rip)
.Lfunc_end5:
	.size	name, .Lfunc_end5-name
	.cfi_endproc

	.section	.text.sort,"ax",@progbits
	.globl	sort
	.p2align	4
	.type	sort,@function
sort:
	.cfi_startproc
	pushq	%rax
	.cfi_def_cfa_offset 16
	cmpq	$2, %rsi
	jb	.LBB6_7
	movl	$1, %ecx
	movl	$2, %edx
	jmp	.LBB6_2
	.p2align	4
.LBB6_6:
	cmpq	%rsi, %rcx
	movq	%rcx, %rdx
	adcq	$0, %rdx
	cmpq	%rsi, %rcx
	jae	.LBB6_7
.LBB6_2:
	movq	%rcx, %rax
	movq	%rdx, %rcx
	leaq	-1(%rax), %rdx
	.p2align	4
.LBB6_3:
	cmpq	%rsi, %rdx
	jae	.LBB6_8
	cmpq	%rsi, %rax
	jae	.LBB6_9
	leaq	-1(%rax), %r8
	movl	(%rdi,%r8,4), %r9d
	movl	(%rdi,%rax,4), %r10d
	cmpl	%r10d, %r9d
	jbe	.LBB6_6
	movl	%r9d, (%rdi,%rax,4)
	movl	%r10d, (%rdi,%r8,4)
	movq	%r8, %rax
	testq	%r8, %r8
	jne	.LBB6_3
	jmp	.LBB6_6
.LBB6_7:
	popq	%rax
	.cfi_def_cfa_offset 8
	retq
.LBB6_9:
	.cfi_def_cfa_offset 16
	leaq	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.6(%rip), %rdx
	movq	%rax, %rdi
	callq	*_RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL(%rip)
.LBB6_8:
	decq	%rax
	leaq	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.5(%rip), %rdx
	movq	%rax, %rdi
	callq	*_RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL(%rip)
.Lfunc_end6:
	.size	sort, .Lfunc_end6-sort
	.cfi_endproc

	.section	.text.total,"ax",@progbits
	.globl	total
	.p2align	4
	.type	total,@function
total:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	pushq	%r14
	.cfi_def_cfa_offset 24
	pushq	%r12
	.cfi_def_cfa_offset 32
	pushq	%rbx
	.cfi_def_cfa_offset 40
	pushq	%rax
	.cfi_def_cfa_offset 48
	.cfi_offset %rbx, -40
	.cfi_offset %r12, -32
	.cfi_offset %r14, -24
	.cfi_offset %r15, -16
	testq	%rsi, %rsi
	je	.LBB7_1
	movq	%rsi, %rbx
	movq	%rdi, %r14
	shlq	$4, %rbx
	xorl	%r15d, %r15d
	xorl	%r12d, %r12d
	.p2align	4
.LBB7_3:
	movq	(%r14,%r12), %rdi
	movq	8(%r14,%r12), %rax
	callq	*24(%rax)
	addq	%rax, %r15
	addq	$16, %r12
	cmpq	%r12, %rbx
	jne	.LBB7_3
	jmp	.LBB7_4
.LBB7_1:
	xorl	%r15d, %r15d
.LBB7_4:
	movq	%r15, %rax
	addq	$8, %rsp
	.cfi_def_cfa_offset 40
	popq	%rbx
	.cfi_def_cfa_offset 32
	popq	%r12
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end7:
	.size	total, .Lfunc_end7-total
	.cfi_endproc

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.0,@object
	.section	.rodata..Lanon.0fffd7f9ff9202b73645d849fc54a47b.0,"a",@progbits
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.0:
	.ascii	"one"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.0, 3

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.1,@object
	.section	.rodata..Lanon.0fffd7f9ff9202b73645d849fc54a47b.1,"a",@progbits
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.1:
	.ascii	"two"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.1, 3

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.2,@object
	.section	.rodata..Lanon.0fffd7f9ff9202b73645d849fc54a47b.2,"a",@progbits
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.2:
	.ascii	"three"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.2, 5

	.type	_ZN6shapes5NAMES17hd15f5943a818a2dfE,@object
	.section	.data.rel.ro._ZN6shapes5NAMES17hd15f5943a818a2dfE,"aw",@progbits
	.p2align	3, 0x0
_ZN6shapes5NAMES17hd15f5943a818a2dfE:
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.0
	.asciz	"\003\000\000\000\000\000\000"
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.1
	.asciz	"\003\000\000\000\000\000\000"
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.2
	.asciz	"\005\000\000\000\000\000\000"
	.size	_ZN6shapes5NAMES17hd15f5943a818a2dfE, 48

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3,@object
	.section	.rodata.str1.1,"aMS",@progbits,1
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3:
	.asciz	"shapes.rs"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3, 10

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.4,@object
	.section	.data.rel.ro..Lanon.0fffd7f9ff9202b73645d849fc54a47b.4,"aw",@progbits
	.p2align	3, 0x0
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.4:
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3
	.asciz	"\t\000\000\000\000\000\000\000)\000\000\000\005\000\000"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.4, 24

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.5,@object
	.section	.data.rel.ro..Lanon.0fffd7f9ff9202b73645d849fc54a47b.5,"aw",@progbits
	.p2align	3, 0x0
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.5:
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3
	.asciz	"\t\000\000\000\000\000\000\000<\000\000\000\030\000\000"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.5, 24

	.type	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.6,@object
	.section	.data.rel.ro..Lanon.0fffd7f9ff9202b73645d849fc54a47b.6,"aw",@progbits
	.p2align	3, 0x0
.Lanon.0fffd7f9ff9202b73645d849fc54a47b.6:
	.quad	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.3
	.asciz	"\t\000\000\000\000\000\000\000<\000\000\000(\000\000"
	.size	.Lanon.0fffd7f9ff9202b73645d849fc54a47b.6, 24

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
