	.text
	.file	"numbers.c"
	.globl	high                            # -- Begin function high
	.p2align	4, 0x90
	.type	high,@function
high:                                   # @high
	.cfi_startproc
# %bb.0:
	movq	%rsi, %rax
	mulq	%rdi
	movq	%rdx, %rax
	retq
.Lfunc_end0:
	.size	high, .Lfunc_end0-high
	.cfi_endproc
                                        # -- End function
	.globl	wide                            # -- Begin function wide
	.p2align	4, 0x90
	.type	wide,@function
wide:                                   # @wide
	.cfi_startproc
# %bb.0:
	movq	%rdi, %rax
	addq	%rdx, %rax
	adcq	%rcx, %rsi
	movq	%rsi, %rdx
	retq
.Lfunc_end1:
	.size	wide, .Lfunc_end1-wide
	.cfi_endproc
                                        # -- End function
	.globl	quotient                        # -- Begin function quotient
	.p2align	4, 0x90
	.type	quotient,@function
quotient:                               # @quotient
	.cfi_startproc
# %bb.0:
	movl	%edi, %eax
	cltd
	idivl	%esi
	addl	%edx, %eax
	retq
.Lfunc_end2:
	.size	quotient, .Lfunc_end2-quotient
	.cfi_endproc
                                        # -- End function
	.globl	tenth                           # -- Begin function tenth
	.p2align	4, 0x90
	.type	tenth,@function
tenth:                                  # @tenth
	.cfi_startproc
# %bb.0:
	movl	%edi, %ecx
	movl	$3435973837, %eax               # imm = 0xCCCCCCCD
	imulq	%rcx, %rax
	shrq	$35, %rax
                                        # kill: def $eax killed $eax killed $rax
	retq
.Lfunc_end3:
	.size	tenth, .Lfunc_end3-tenth
	.cfi_endproc
                                        # -- End function
	.globl	shifted                         # -- Begin function shifted
	.p2align	4, 0x90
	.type	shifted,@function
shifted:                                # @shifted
	.cfi_startproc
# %bb.0:
	movl	%esi, %ecx
	movq	%rdi, %rax
	shlq	%cl, %rax
	negb	%cl
                                        # kill: def $cl killed $cl killed $ecx
	sarq	%cl, %rdi
	orq	%rdi, %rax
	retq
.Lfunc_end4:
	.size	shifted, .Lfunc_end4-shifted
	.cfi_endproc
                                        # -- End function
	.globl	rotated                         # -- Begin function rotated
	.p2align	4, 0x90
	.type	rotated,@function
rotated:                                # @rotated
	.cfi_startproc
# %bb.0:
	movq	%rdi, %rax
	rolq	$13, %rax
	retq
.Lfunc_end5:
	.size	rotated, .Lfunc_end5-rotated
	.cfi_endproc
                                        # -- End function
	.globl	compared                        # -- Begin function compared
	.p2align	4, 0x90
	.type	compared,@function
compared:                               # @compared
	.cfi_startproc
# %bb.0:
	xorl	%eax, %eax
	xorl	%ecx, %ecx
	cmpl	%esi, %edi
	setl	%al
	setg	%cl
	subl	%ecx, %eax
	retq
.Lfunc_end6:
	.size	compared, .Lfunc_end6-compared
	.cfi_endproc
                                        # -- End function
	.globl	magnitude                       # -- Begin function magnitude
	.p2align	4, 0x90
	.type	magnitude,@function
magnitude:                              # @magnitude
	.cfi_startproc
# %bb.0:
	movl	%edi, %eax
	negl	%eax
	cmovsl	%edi, %eax
	retq
.Lfunc_end7:
	.size	magnitude, .Lfunc_end7-magnitude
	.cfi_endproc
                                        # -- End function
	.globl	larger                          # -- Begin function larger
	.p2align	4, 0x90
	.type	larger,@function
larger:                                 # @larger
	.cfi_startproc
# %bb.0:
	movq	%rsi, %rax
	cmpq	%rsi, %rdi
	cmovgq	%rdi, %rax
	retq
.Lfunc_end8:
	.size	larger, .Lfunc_end8-larger
	.cfi_endproc
                                        # -- End function
	.globl	narrow                          # -- Begin function narrow
	.p2align	4, 0x90
	.type	narrow,@function
narrow:                                 # @narrow
	.cfi_startproc
# %bb.0:
                                        # kill: def $edi killed $edi def $rdi
	leal	(%rdi,%rdi,2), %eax
	addb	$1, %al
                                        # kill: def $al killed $al killed $eax
	retq
.Lfunc_end9:
	.size	narrow, .Lfunc_end9-narrow
	.cfi_endproc
                                        # -- End function
	.globl	mixed                           # -- Begin function mixed
	.p2align	4, 0x90
	.type	mixed,@function
mixed:                                  # @mixed
	.cfi_startproc
# %bb.0:
	movl	%edi, %eax
	imull	%esi, %eax
                                        # kill: def $ax killed $ax killed $eax
	retq
.Lfunc_end10:
	.size	mixed, .Lfunc_end10-mixed
	.cfi_endproc
                                        # -- End function
	.globl	constant                        # -- Begin function constant
	.p2align	4, 0x90
	.type	constant,@function
constant:                               # @constant
	.cfi_startproc
# %bb.0:
	movabsq	$1311768467463790320, %rax      # imm = 0x123456789ABCDEF0
	retq
.Lfunc_end11:
	.size	constant, .Lfunc_end11-constant
	.cfi_endproc
                                        # -- End function
	.section	.rodata.cst8,"aM",@progbits,8
	.p2align	3                               # -- Begin function scaled
.LCPI12_0:
	.quad	0x3ff8000000000000              # double 1.5
	.text
	.globl	scaled
	.p2align	4, 0x90
	.type	scaled,@function
scaled:                                 # @scaled
	.cfi_startproc
# %bb.0:
	mulsd	.LCPI12_0(%rip), %xmm1
	addsd	%xmm1, %xmm0
	retq
.Lfunc_end12:
	.size	scaled, .Lfunc_end12-scaled
	.cfi_endproc
                                        # -- End function
	.section	.rodata.cst4,"aM",@progbits,4
	.p2align	2                               # -- Begin function shrunk
.LCPI13_0:
	.long	0x40500000                      # float 3.25
.LCPI13_1:
	.long	0xba83126f                      # float -0.00100000005
	.text
	.globl	shrunk
	.p2align	4, 0x90
	.type	shrunk,@function
shrunk:                                 # @shrunk
	.cfi_startproc
# %bb.0:
	mulss	.LCPI13_0(%rip), %xmm0
	addss	.LCPI13_1(%rip), %xmm0
	retq
.Lfunc_end13:
	.size	shrunk, .Lfunc_end13-shrunk
	.cfi_endproc
                                        # -- End function
	.globl	truncated                       # -- Begin function truncated
	.p2align	4, 0x90
	.type	truncated,@function
truncated:                              # @truncated
	.cfi_startproc
# %bb.0:
	cvttsd2si	%xmm0, %eax
	retq
.Lfunc_end14:
	.size	truncated, .Lfunc_end14-truncated
	.cfi_endproc
                                        # -- End function
	.globl	widened                         # -- Begin function widened
	.p2align	4, 0x90
	.type	widened,@function
widened:                                # @widened
	.cfi_startproc
# %bb.0:
	cvtsi2sd	%rdi, %xmm0
	retq
.Lfunc_end15:
	.size	widened, .Lfunc_end15-widened
	.cfi_endproc
                                        # -- End function
	.globl	converted                       # -- Begin function converted
	.p2align	4, 0x90
	.type	converted,@function
converted:                              # @converted
	.cfi_startproc
# %bb.0:
	cvtsd2ss	%xmm0, %xmm0
	retq
.Lfunc_end16:
	.size	converted, .Lfunc_end16-converted
	.cfi_endproc
                                        # -- End function
	.globl	less                            # -- Begin function less
	.p2align	4, 0x90
	.type	less,@function
less:                                   # @less
	.cfi_startproc
# %bb.0:
	xorl	%eax, %eax
	ucomisd	%xmm0, %xmm1
	seta	%al
	retq
.Lfunc_end17:
	.size	less, .Lfunc_end17-less
	.cfi_endproc
                                        # -- End function
	.globl	root                            # -- Begin function root
	.p2align	4, 0x90
	.type	root,@function
root:                                   # @root
	.cfi_startproc
# %bb.0:
	xorpd	%xmm1, %xmm1
	ucomisd	%xmm1, %xmm0
	jb	.LBB18_2
# %bb.1:
	sqrtsd	%xmm0, %xmm0
	retq
.LBB18_2:
	jmp	sqrt@PLT                        # TAILCALL
.Lfunc_end18:
	.size	root, .Lfunc_end18-root
	.cfi_endproc
                                        # -- End function
	.section	.rodata.cst8,"aM",@progbits,8
	.p2align	3                               # -- Begin function polynomial
.LCPI19_0:
	.quad	0x3ff0000000000000              # double 1
.LCPI19_1:
	.quad	0x4004000000000000              # double 2.5
.LCPI19_2:
	.quad	0xd4cb6e83b85f253b              # double -2.9999999999999999E+100
	.text
	.globl	polynomial
	.p2align	4, 0x90
	.type	polynomial,@function
polynomial:                             # @polynomial
	.cfi_startproc
# %bb.0:
	xorpd	%xmm1, %xmm1
	mulsd	%xmm0, %xmm1
	addsd	.LCPI19_0(%rip), %xmm1
	mulsd	%xmm0, %xmm1
	addsd	.LCPI19_1(%rip), %xmm1
	mulsd	%xmm1, %xmm0
	addsd	.LCPI19_2(%rip), %xmm0
	retq
.Lfunc_end19:
	.size	polynomial, .Lfunc_end19-polynomial
	.cfi_endproc
                                        # -- End function
	.globl	add                             # -- Begin function add
	.p2align	4, 0x90
	.type	add,@function
add:                                    # @add
	.cfi_startproc
# %bb.0:
	testl	%edx, %edx
	jle	.LBB20_16
# %bb.1:
	movl	%edx, %r9d
	cmpl	$8, %edx
	jb	.LBB20_2
# %bb.3:
	leaq	(%rsi,%r9,4), %rax
	cmpq	%rdi, %rax
	jbe	.LBB20_6
# %bb.4:
	leaq	(%rdi,%r9,4), %rax
	cmpq	%rsi, %rax
	jbe	.LBB20_6
.LBB20_2:
	xorl	%ecx, %ecx
.LBB20_12:
	movq	%rcx, %r8
	notq	%r8
	addq	%r9, %r8
	movq	%r9, %rdx
	andq	$3, %rdx
	je	.LBB20_14
	.p2align	4, 0x90
.LBB20_13:                              # =>This Inner Loop Header: Depth=1
	movl	(%rsi,%rcx,4), %eax
	addl	%eax, (%rdi,%rcx,4)
	addq	$1, %rcx
	addq	$-1, %rdx
	jne	.LBB20_13
.LBB20_14:
	cmpq	$3, %r8
	jb	.LBB20_16
	.p2align	4, 0x90
.LBB20_15:                              # =>This Inner Loop Header: Depth=1
	movl	(%rsi,%rcx,4), %eax
	addl	%eax, (%rdi,%rcx,4)
	movl	4(%rsi,%rcx,4), %eax
	addl	%eax, 4(%rdi,%rcx,4)
	movl	8(%rsi,%rcx,4), %eax
	addl	%eax, 8(%rdi,%rcx,4)
	movl	12(%rsi,%rcx,4), %eax
	addl	%eax, 12(%rdi,%rcx,4)
	addq	$4, %rcx
	cmpq	%rcx, %r9
	jne	.LBB20_15
	jmp	.LBB20_16
.LBB20_6:
	movl	%r9d, %ecx
	andl	$-8, %ecx
	leaq	-8(%rcx), %rax
	movq	%rax, %r8
	shrq	$3, %r8
	addq	$1, %r8
	testq	%rax, %rax
	je	.LBB20_17
# %bb.7:
	movq	%r8, %rax
	andq	$-2, %rax
	xorl	%edx, %edx
	.p2align	4, 0x90
.LBB20_8:                               # =>This Inner Loop Header: Depth=1
	movdqu	(%rsi,%rdx,4), %xmm0
	movdqu	16(%rsi,%rdx,4), %xmm1
	movdqu	(%rdi,%rdx,4), %xmm2
	paddd	%xmm0, %xmm2
	movdqu	16(%rdi,%rdx,4), %xmm0
	paddd	%xmm1, %xmm0
	movdqu	32(%rdi,%rdx,4), %xmm1
	movdqu	48(%rdi,%rdx,4), %xmm3
	movdqu	%xmm2, (%rdi,%rdx,4)
	movdqu	%xmm0, 16(%rdi,%rdx,4)
	movdqu	32(%rsi,%rdx,4), %xmm0
	paddd	%xmm1, %xmm0
	movdqu	48(%rsi,%rdx,4), %xmm1
	paddd	%xmm3, %xmm1
	movdqu	%xmm0, 32(%rdi,%rdx,4)
	movdqu	%xmm1, 48(%rdi,%rdx,4)
	addq	$16, %rdx
	addq	$-2, %rax
	jne	.LBB20_8
# %bb.9:
	testb	$1, %r8b
	je	.LBB20_11
.LBB20_10:
	movdqu	(%rsi,%rdx,4), %xmm0
	movdqu	16(%rsi,%rdx,4), %xmm1
	movdqu	(%rdi,%rdx,4), %xmm2
	paddd	%xmm0, %xmm2
	movdqu	16(%rdi,%rdx,4), %xmm0
	paddd	%xmm1, %xmm0
	movdqu	%xmm2, (%rdi,%rdx,4)
	movdqu	%xmm0, 16(%rdi,%rdx,4)
.LBB20_11:
	cmpq	%r9, %rcx
	jne	.LBB20_12
.LBB20_16:
	retq
.LBB20_17:
	xorl	%edx, %edx
	testb	$1, %r8b
	jne	.LBB20_10
	jmp	.LBB20_11
.Lfunc_end20:
	.size	add, .Lfunc_end20-add
	.cfi_endproc
                                        # -- End function
	.section	.rodata.cst16,"aM",@progbits,16
	.p2align	4                               # -- Begin function multiply
.LCPI21_0:
	.long	0x3f800000                      # float 1
	.long	0x3f800000                      # float 1
	.long	0x3f800000                      # float 1
	.long	0x3f800000                      # float 1
	.section	.rodata.cst4,"aM",@progbits,4
	.p2align	2
.LCPI21_1:
	.long	0x3f800000                      # float 1
	.text
	.globl	multiply
	.p2align	4, 0x90
	.type	multiply,@function
multiply:                               # @multiply
	.cfi_startproc
# %bb.0:
	testl	%edx, %edx
	jle	.LBB21_17
# %bb.1:
	movl	%edx, %r9d
	cmpl	$8, %edx
	jb	.LBB21_2
# %bb.3:
	leaq	(%rsi,%r9,4), %rax
	cmpq	%rdi, %rax
	jbe	.LBB21_6
# %bb.4:
	leaq	(%rdi,%r9,4), %rax
	cmpq	%rsi, %rax
	jbe	.LBB21_6
.LBB21_2:
	xorl	%ecx, %ecx
.LBB21_12:
	movq	%rcx, %rax
	notq	%rax
	testb	$1, %r9b
	je	.LBB21_14
# %bb.13:
	movss	(%rdi,%rcx,4), %xmm0            # xmm0 = mem[0],zero,zero,zero
	mulss	(%rsi,%rcx,4), %xmm0
	addss	.LCPI21_1(%rip), %xmm0
	movss	%xmm0, (%rdi,%rcx,4)
	orq	$1, %rcx
.LBB21_14:
	addq	%r9, %rax
	je	.LBB21_17
# %bb.15:
	movss	.LCPI21_1(%rip), %xmm0          # xmm0 = mem[0],zero,zero,zero
	.p2align	4, 0x90
.LBB21_16:                              # =>This Inner Loop Header: Depth=1
	movss	(%rdi,%rcx,4), %xmm1            # xmm1 = mem[0],zero,zero,zero
	movss	4(%rdi,%rcx,4), %xmm2           # xmm2 = mem[0],zero,zero,zero
	mulss	(%rsi,%rcx,4), %xmm1
	addss	%xmm0, %xmm1
	movss	%xmm1, (%rdi,%rcx,4)
	mulss	4(%rsi,%rcx,4), %xmm2
	addss	%xmm0, %xmm2
	movss	%xmm2, 4(%rdi,%rcx,4)
	addq	$2, %rcx
	cmpq	%rcx, %r9
	jne	.LBB21_16
	jmp	.LBB21_17
.LBB21_6:
	movl	%r9d, %ecx
	andl	$-8, %ecx
	leaq	-8(%rcx), %rax
	movq	%rax, %r8
	shrq	$3, %r8
	addq	$1, %r8
	testq	%rax, %rax
	je	.LBB21_18
# %bb.7:
	movq	%r8, %rax
	andq	$-2, %rax
	xorl	%edx, %edx
	movaps	.LCPI21_0(%rip), %xmm0          # xmm0 = [1.0E+0,1.0E+0,1.0E+0,1.0E+0]
	.p2align	4, 0x90
.LBB21_8:                               # =>This Inner Loop Header: Depth=1
	movups	(%rsi,%rdx,4), %xmm1
	movups	16(%rsi,%rdx,4), %xmm2
	movups	(%rdi,%rdx,4), %xmm3
	mulps	%xmm1, %xmm3
	movups	16(%rdi,%rdx,4), %xmm1
	mulps	%xmm2, %xmm1
	movups	32(%rdi,%rdx,4), %xmm2
	movups	48(%rdi,%rdx,4), %xmm4
	addps	%xmm0, %xmm3
	addps	%xmm0, %xmm1
	movups	%xmm3, (%rdi,%rdx,4)
	movups	%xmm1, 16(%rdi,%rdx,4)
	movups	32(%rsi,%rdx,4), %xmm1
	mulps	%xmm2, %xmm1
	movups	48(%rsi,%rdx,4), %xmm2
	mulps	%xmm4, %xmm2
	addps	%xmm0, %xmm1
	addps	%xmm0, %xmm2
	movups	%xmm1, 32(%rdi,%rdx,4)
	movups	%xmm2, 48(%rdi,%rdx,4)
	addq	$16, %rdx
	addq	$-2, %rax
	jne	.LBB21_8
# %bb.9:
	testb	$1, %r8b
	je	.LBB21_11
.LBB21_10:
	movups	(%rdi,%rdx,4), %xmm0
	movups	16(%rdi,%rdx,4), %xmm1
	movups	(%rsi,%rdx,4), %xmm2
	mulps	%xmm0, %xmm2
	movups	16(%rsi,%rdx,4), %xmm0
	mulps	%xmm1, %xmm0
	movaps	.LCPI21_0(%rip), %xmm1          # xmm1 = [1.0E+0,1.0E+0,1.0E+0,1.0E+0]
	addps	%xmm1, %xmm2
	addps	%xmm1, %xmm0
	movups	%xmm2, (%rdi,%rdx,4)
	movups	%xmm0, 16(%rdi,%rdx,4)
.LBB21_11:
	cmpq	%r9, %rcx
	jne	.LBB21_12
.LBB21_17:
	retq
.LBB21_18:
	xorl	%edx, %edx
	testb	$1, %r8b
	jne	.LBB21_10
	jmp	.LBB21_11
.Lfunc_end21:
	.size	multiply, .Lfunc_end21-multiply
	.cfi_endproc
                                        # -- End function
	.globl	sum                             # -- Begin function sum
	.p2align	4, 0x90
	.type	sum,@function
sum:                                    # @sum
	.cfi_startproc
# %bb.0:
	testl	%esi, %esi
	jle	.LBB22_1
# %bb.2:
	movl	%esi, %ecx
	cmpl	$8, %esi
	jae	.LBB22_4
# %bb.3:
	xorl	%edx, %edx
	xorl	%eax, %eax
	jmp	.LBB22_11
.LBB22_1:
	xorl	%eax, %eax
	retq
.LBB22_4:
	movl	%ecx, %edx
	andl	$-8, %edx
	leaq	-8(%rdx), %rax
	movq	%rax, %r8
	shrq	$3, %r8
	addq	$1, %r8
	testq	%rax, %rax
	je	.LBB22_5
# %bb.6:
	movq	%r8, %rax
	andq	$-2, %rax
	pxor	%xmm2, %xmm2
	xorl	%esi, %esi
	pxor	%xmm0, %xmm0
	pxor	%xmm1, %xmm1
	.p2align	4, 0x90
.LBB22_7:                               # =>This Inner Loop Header: Depth=1
	movd	(%rdi,%rsi), %xmm3              # xmm3 = mem[0],zero,zero,zero
	movd	4(%rdi,%rsi), %xmm4             # xmm4 = mem[0],zero,zero,zero
	punpcklbw	%xmm2, %xmm3            # xmm3 = xmm3[0],xmm2[0],xmm3[1],xmm2[1],xmm3[2],xmm2[2],xmm3[3],xmm2[3],xmm3[4],xmm2[4],xmm3[5],xmm2[5],xmm3[6],xmm2[6],xmm3[7],xmm2[7]
	punpcklwd	%xmm2, %xmm3            # xmm3 = xmm3[0],xmm2[0],xmm3[1],xmm2[1],xmm3[2],xmm2[2],xmm3[3],xmm2[3]
	paddd	%xmm0, %xmm3
	punpcklbw	%xmm2, %xmm4            # xmm4 = xmm4[0],xmm2[0],xmm4[1],xmm2[1],xmm4[2],xmm2[2],xmm4[3],xmm2[3],xmm4[4],xmm2[4],xmm4[5],xmm2[5],xmm4[6],xmm2[6],xmm4[7],xmm2[7]
	punpcklwd	%xmm2, %xmm4            # xmm4 = xmm4[0],xmm2[0],xmm4[1],xmm2[1],xmm4[2],xmm2[2],xmm4[3],xmm2[3]
	paddd	%xmm1, %xmm4
	movd	8(%rdi,%rsi), %xmm0             # xmm0 = mem[0],zero,zero,zero
	movd	12(%rdi,%rsi), %xmm1            # xmm1 = mem[0],zero,zero,zero
	punpcklbw	%xmm2, %xmm0            # xmm0 = xmm0[0],xmm2[0],xmm0[1],xmm2[1],xmm0[2],xmm2[2],xmm0[3],xmm2[3],xmm0[4],xmm2[4],xmm0[5],xmm2[5],xmm0[6],xmm2[6],xmm0[7],xmm2[7]
	punpcklwd	%xmm2, %xmm0            # xmm0 = xmm0[0],xmm2[0],xmm0[1],xmm2[1],xmm0[2],xmm2[2],xmm0[3],xmm2[3]
	paddd	%xmm3, %xmm0
	punpcklbw	%xmm2, %xmm1            # xmm1 = xmm1[0],xmm2[0],xmm1[1],xmm2[1],xmm1[2],xmm2[2],xmm1[3],xmm2[3],xmm1[4],xmm2[4],xmm1[5],xmm2[5],xmm1[6],xmm2[6],xmm1[7],xmm2[7]
	punpcklwd	%xmm2, %xmm1            # xmm1 = xmm1[0],xmm2[0],xmm1[1],xmm2[1],xmm1[2],xmm2[2],xmm1[3],xmm2[3]
	paddd	%xmm4, %xmm1
	addq	$16, %rsi
	addq	$-2, %rax
	jne	.LBB22_7
# %bb.8:
	testb	$1, %r8b
	je	.LBB22_10
.LBB22_9:
	movd	(%rdi,%rsi), %xmm2              # xmm2 = mem[0],zero,zero,zero
	movd	4(%rdi,%rsi), %xmm3             # xmm3 = mem[0],zero,zero,zero
	pxor	%xmm4, %xmm4
	punpcklbw	%xmm4, %xmm2            # xmm2 = xmm2[0],xmm4[0],xmm2[1],xmm4[1],xmm2[2],xmm4[2],xmm2[3],xmm4[3],xmm2[4],xmm4[4],xmm2[5],xmm4[5],xmm2[6],xmm4[6],xmm2[7],xmm4[7]
	punpcklwd	%xmm4, %xmm2            # xmm2 = xmm2[0],xmm4[0],xmm2[1],xmm4[1],xmm2[2],xmm4[2],xmm2[3],xmm4[3]
	paddd	%xmm2, %xmm0
	punpcklbw	%xmm4, %xmm3            # xmm3 = xmm3[0],xmm4[0],xmm3[1],xmm4[1],xmm3[2],xmm4[2],xmm3[3],xmm4[3],xmm3[4],xmm4[4],xmm3[5],xmm4[5],xmm3[6],xmm4[6],xmm3[7],xmm4[7]
	punpcklwd	%xmm4, %xmm3            # xmm3 = xmm3[0],xmm4[0],xmm3[1],xmm4[1],xmm3[2],xmm4[2],xmm3[3],xmm4[3]
	paddd	%xmm3, %xmm1
.LBB22_10:
	paddd	%xmm1, %xmm0
	pshufd	$238, %xmm0, %xmm1              # xmm1 = xmm0[2,3,2,3]
	paddd	%xmm0, %xmm1
	pshufd	$85, %xmm1, %xmm0               # xmm0 = xmm1[1,1,1,1]
	paddd	%xmm1, %xmm0
	movd	%xmm0, %eax
	cmpq	%rcx, %rdx
	je	.LBB22_12
	.p2align	4, 0x90
.LBB22_11:                              # =>This Inner Loop Header: Depth=1
	movzbl	(%rdi,%rdx), %esi
	addl	%esi, %eax
	addq	$1, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB22_11
.LBB22_12:
	retq
.LBB22_5:
	pxor	%xmm0, %xmm0
	xorl	%esi, %esi
	pxor	%xmm1, %xmm1
	testb	$1, %r8b
	jne	.LBB22_9
	jmp	.LBB22_10
.Lfunc_end22:
	.size	sum, .Lfunc_end22-sum
	.cfi_endproc
                                        # -- End function
	.globl	sort                            # -- Begin function sort
	.p2align	4, 0x90
	.type	sort,@function
sort:                                   # @sort
	.cfi_startproc
# %bb.0:
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	pushq	%rax
	.cfi_def_cfa_offset 64
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
                                        # kill: def $esi killed $esi def $rsi
	cmpl	%edx, %esi
	jge	.LBB23_12
# %bb.1:
	movl	%edx, %r14d
	movq	%rdi, %r12
	leaq	4(%rdi), %r15
	jmp	.LBB23_2
	.p2align	4, 0x90
.LBB23_11:                              #   in Loop: Header=BB23_2 Depth=1
	movq	%r12, %rdi
                                        # kill: def $esi killed $esi killed $rsi
	callq	sort
	movl	%r13d, %esi
	cmpl	%r14d, %r13d
	jge	.LBB23_12
.LBB23_2:                               # =>This Loop Header: Depth=1
                                        #     Child Loop BB23_4 Depth 2
                                        #       Child Loop BB23_5 Depth 3
                                        #       Child Loop BB23_7 Depth 3
	movl	%esi, %r13d
	movl	%r14d, %edx
	cmpl	%r14d, %esi
	jg	.LBB23_11
# %bb.3:                                #   in Loop: Header=BB23_2 Depth=1
	leal	(%rsi,%r14), %eax
	movl	%eax, %ecx
	shrl	$31, %ecx
	addl	%eax, %ecx
	sarl	%ecx
	movslq	%ecx, %rax
	movl	(%r12,%rax,4), %r8d
	movl	%r14d, %ecx
	movl	%esi, %r13d
	jmp	.LBB23_4
	.p2align	4, 0x90
.LBB23_10:                              #   in Loop: Header=BB23_4 Depth=2
	movl	%edx, %ecx
	cmpl	%edx, %r13d
	jg	.LBB23_11
.LBB23_4:                               #   Parent Loop BB23_2 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB23_5 Depth 3
                                        #       Child Loop BB23_7 Depth 3
	movslq	%r13d, %rax
	leaq	(%r12,%rax,4), %rbx
	movl	%r13d, %edi
	.p2align	4, 0x90
.LBB23_5:                               #   Parent Loop BB23_2 Depth=1
                                        #     Parent Loop BB23_4 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	movl	(%rbx), %r9d
	addq	$4, %rbx
	addl	$1, %edi
	cmpl	%r8d, %r9d
	jl	.LBB23_5
# %bb.6:                                #   in Loop: Header=BB23_4 Depth=2
	leal	-1(%rdi), %r13d
	movslq	%ecx, %rax
	leaq	(%r15,%rax,4), %rax
	.p2align	4, 0x90
.LBB23_7:                               #   Parent Loop BB23_2 Depth=1
                                        #     Parent Loop BB23_4 Depth=2
                                        # =>    This Inner Loop Header: Depth=3
	movl	-4(%rax), %ebp
	addq	$-4, %rax
	addl	$-1, %ecx
	cmpl	%r8d, %ebp
	jg	.LBB23_7
# %bb.8:                                #   in Loop: Header=BB23_4 Depth=2
	leal	1(%rcx), %edx
	cmpl	%edx, %r13d
	jg	.LBB23_10
# %bb.9:                                #   in Loop: Header=BB23_4 Depth=2
	movl	%ebp, -4(%rbx)
	movl	%r9d, (%rax)
	movl	%edi, %r13d
	movl	%ecx, %edx
	jmp	.LBB23_10
.LBB23_12:
	addq	$8, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end23:
	.size	sort, .Lfunc_end23-sort
	.cfi_endproc
                                        # -- End function
	.ident	"Debian clang version 14.0.6"
	.section	".note.GNU-stack","",@progbits
