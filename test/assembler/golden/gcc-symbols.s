	.file	"symbols.c"
	.text
	.p2align 4
	.type	ackermann, @function
ackermann:
.LFB9:
	.cfi_startproc
	testl	%edi, %edi
	je	.L177
	pushq	%r15
	.cfi_def_cfa_offset 16
	.cfi_offset 15, -16
	pushq	%r14
	.cfi_def_cfa_offset 24
	.cfi_offset 14, -24
	movl	%edi, %r14d
	pushq	%r13
	.cfi_def_cfa_offset 32
	.cfi_offset 13, -32
	pushq	%r12
	.cfi_def_cfa_offset 40
	.cfi_offset 12, -40
	pushq	%rbp
	.cfi_def_cfa_offset 48
	.cfi_offset 6, -48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	.cfi_offset 3, -56
	subq	$24, %rsp
	.cfi_def_cfa_offset 80
	testl	%esi, %esi
	jne	.L174
	leal	-1(%r14), %r9d
	movl	$1, %esi
	testl	%r9d, %r9d
	je	.L2
.L187:
	testl	%esi, %esi
	jne	.L59
	movl	$1, %esi
	subl	$2, %r14d
	je	.L2
.L174:
	subl	$1, %esi
	testl	%esi, %esi
	jne	.L178
	leal	-1(%r14), %r9d
	movl	$1, %eax
	movl	%r9d, %ebx
	testl	%r9d, %r9d
	je	.L7
.L8:
	movl	%ebx, %r8d
	cmpl	$1, %eax
	jne	.L179
.L10:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L14
	.p2align 4,,10
	.p2align 3
.L15:
	movl	%ebx, %ecx
	cmpl	$1, %eax
	jne	.L180
.L17:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L21
	.p2align 4,,10
	.p2align 3
.L22:
	movl	%ebx, %edx
	cmpl	$1, %eax
	jne	.L181
.L24:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L28
	.p2align 4,,10
	.p2align 3
.L29:
	movl	%ebx, %r15d
	cmpl	$1, %eax
	jne	.L182
.L31:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L35
	.p2align 4,,10
	.p2align 3
.L36:
	movl	%ebx, %r13d
	cmpl	$1, %eax
	jne	.L183
.L38:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L42
.L77:
	movl	%ebx, %r12d
.L45:
	movl	$1, %eax
	subl	$1, %ebx
	je	.L49
.L170:
	movl	%ebx, %ebp
.L175:
	subl	$1, %eax
	movl	%ebp, %edi
	subl	$1, %ebp
	testl	%eax, %eax
	je	.L79
.L185:
	leal	-1(%rax), %esi
	movl	%r9d, 12(%rsp)
	movl	%edx, 8(%rsp)
	movl	%r8d, 4(%rsp)
	movl	%ecx, (%rsp)
	call	ackermann
	movl	(%rsp), %ecx
	movl	4(%rsp), %r8d
	movl	8(%rsp), %edx
	movl	12(%rsp), %r9d
	testl	%ebp, %ebp
	jne	.L54
	.p2align 4,,10
	.p2align 3
.L186:
	movl	%ebx, %ebp
	addl	$1, %eax
	subl	$1, %ebp
	je	.L49
	testl	%eax, %eax
	jne	.L184
	movl	$1, %eax
	subl	$2, %ebx
	jne	.L170
.L49:
	movl	%r12d, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L42
	testl	%eax, %eax
	jne	.L43
	movl	%r12d, %ebx
	movl	$1, %eax
	subl	$2, %ebx
	je	.L42
.L43:
	cmpl	$1, %eax
	je	.L77
	movl	%ebx, %ebp
	subl	$2, %eax
	movl	%ebx, %r12d
	.p2align 4,,10
	.p2align 3
.L54:
	movl	%ebp, %edi
	subl	$1, %ebp
	testl	%eax, %eax
	jne	.L185
.L79:
	movl	$1, %eax
	testl	%ebp, %ebp
	jne	.L54
	jmp	.L186
	.p2align 4,,10
	.p2align 3
.L42:
	movl	%r13d, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L35
	testl	%eax, %eax
	jne	.L36
	movl	%r13d, %ebx
	movl	$1, %eax
	subl	$2, %ebx
	jne	.L36
.L35:
	movl	%r15d, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L28
	testl	%eax, %eax
	jne	.L29
	movl	%r15d, %ebx
	movl	$1, %eax
	subl	$2, %ebx
	jne	.L29
.L28:
	movl	%edx, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L21
	testl	%eax, %eax
	jne	.L22
	subl	$2, %edx
	movl	$1, %eax
	movl	%edx, %ebx
	jne	.L22
.L21:
	movl	%ecx, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L14
	testl	%eax, %eax
	jne	.L15
	subl	$2, %ecx
	movl	$1, %eax
	movl	%ecx, %ebx
	jne	.L15
.L14:
	movl	%r8d, %ebx
	addl	$1, %eax
	subl	$1, %ebx
	je	.L7
	testl	%eax, %eax
	jne	.L8
	movl	%r8d, %ebx
	movl	$1, %eax
	subl	$2, %ebx
	jne	.L8
.L7:
	leal	1(%rax), %esi
	testl	%r9d, %r9d
	jne	.L187
.L2:
	addq	$24, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 56
	leal	1(%rsi), %eax
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%rbp
	.cfi_def_cfa_offset 40
	popq	%r12
	.cfi_def_cfa_offset 32
	popq	%r13
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L183:
	.cfi_restore_state
	subl	$2, %eax
.L48:
	movl	%ebx, %r12d
	testl	%eax, %eax
	je	.L45
	jmp	.L170
	.p2align 4,,10
	.p2align 3
.L182:
	subl	$2, %eax
.L41:
	movl	%ebx, %r13d
	testl	%eax, %eax
	je	.L38
	subl	$1, %eax
	jmp	.L48
	.p2align 4,,10
	.p2align 3
.L181:
	subl	$2, %eax
.L34:
	movl	%ebx, %r15d
	testl	%eax, %eax
	je	.L31
	subl	$1, %eax
	jmp	.L41
	.p2align 4,,10
	.p2align 3
.L180:
	subl	$2, %eax
.L27:
	movl	%ebx, %edx
	testl	%eax, %eax
	je	.L24
	subl	$1, %eax
	jmp	.L34
	.p2align 4,,10
	.p2align 3
.L178:
	cmpl	$1, %esi
	jne	.L188
	movl	%r14d, %r8d
	movl	%r14d, %ebx
	leal	-1(%r14), %r9d
	jmp	.L10
	.p2align 4,,10
	.p2align 3
.L179:
	subl	$2, %eax
.L20:
	movl	%ebx, %ecx
	testl	%eax, %eax
	je	.L17
	subl	$1, %eax
	jmp	.L27
	.p2align 4,,10
	.p2align 3
.L177:
	.cfi_def_cfa_offset 8
	.cfi_restore 3
	.cfi_restore 6
	.cfi_restore 12
	.cfi_restore 13
	.cfi_restore 14
	.cfi_restore 15
	leal	1(%rsi), %eax
	ret
.L59:
	.cfi_def_cfa_offset 80
	.cfi_offset 3, -56
	.cfi_offset 6, -48
	.cfi_offset 12, -40
	.cfi_offset 13, -32
	.cfi_offset 14, -24
	.cfi_offset 15, -16
	movl	%r9d, %r14d
	jmp	.L174
.L184:
	movl	%ebp, %ebx
	jmp	.L175
.L188:
	leal	-2(%rsi), %eax
	movl	%r14d, %r8d
	leal	-1(%r14), %r9d
	movl	%r14d, %ebx
	jmp	.L20
	.cfi_endproc
.LFE9:
	.size	ackermann, .-ackermann
	.p2align 4
	.weak	weak_function
	.type	weak_function, @function
weak_function:
.LFB0:
	.cfi_startproc
	ret
	.cfi_endproc
.LFE0:
	.size	weak_function, .-weak_function
	.p2align 4
	.globl	protected_function
	.protected	protected_function
	.type	protected_function, @function
protected_function:
.LFB1:
	.cfi_startproc
	movl	hidden(%rip), %eax
	ret
	.cfi_endproc
.LFE1:
	.size	protected_function, .-protected_function
	.p2align 4
	.globl	internal_function
	.internal	internal_function
	.type	internal_function, @function
internal_function:
.LFB2:
	.cfi_startproc
	movl	hidden(%rip), %eax
	addl	$1, %eax
	ret
	.cfi_endproc
.LFE2:
	.size	internal_function, .-internal_function
	.p2align 4
	.globl	through_alias
	.type	through_alias, @function
through_alias:
.LFB3:
	.cfi_startproc
	subq	$8, %rsp
	.cfi_def_cfa_offset 16
	call	weak_function@PLT
	movq	weak_number@GOTPCREL(%rip), %rax
	movq	alias@GOTPCREL(%rip), %rdx
	movl	(%rax), %eax
	addl	(%rdx), %eax
	addq	$8, %rsp
	.cfi_def_cfa_offset 8
	ret
	.cfi_endproc
.LFE3:
	.size	through_alias, .-through_alias
	.section	.text.hot,"ax",@progbits
	.p2align 4
	.type	hot, @function
hot:
.LFB4:
	.cfi_startproc
	ret
	.cfi_endproc
.LFE4:
	.size	hot, .-hot
	.section	.text.unlikely,"ax",@progbits
	.globl	cold
	.type	cold, @function
cold:
.LFB5:
	.cfi_startproc
	testl	%edi, %edi
	je	.L195
	jmp	weak_function@PLT
.L195:
	ret
	.cfi_endproc
.LFE5:
	.size	cold, .-cold
	.section	.text.startup,"ax",@progbits
	.p2align 4
	.type	construct, @function
construct:
.LFB6:
	.cfi_startproc
	movq	weak_number@GOTPCREL(%rip), %rax
	movl	$1, (%rax)
	ret
	.cfi_endproc
.LFE6:
	.size	construct, .-construct
	.section	.init_array,"aw"
	.align 8
	.quad	construct
	.section	.text.exit,"ax",@progbits
	.p2align 4
	.type	destruct, @function
destruct:
.LFB7:
	.cfi_startproc
	movq	weak_number@GOTPCREL(%rip), %rax
	movl	$0, (%rax)
	ret
	.cfi_endproc
.LFE7:
	.size	destruct, .-destruct
	.section	.fini_array,"aw"
	.align 8
	.quad	destruct
	.text
	.p2align 4
	.globl	if_there
	.type	if_there, @function
if_there:
.LFB8:
	.cfi_startproc
	cmpq	$0, perhaps@GOTPCREL(%rip)
	je	.L199
	jmp	perhaps@PLT
	.p2align 4,,10
	.p2align 3
.L199:
	ret
	.cfi_endproc
.LFE8:
	.size	if_there, .-if_there
	.p2align 4
	.globl	fibonacci
	.type	fibonacci, @function
fibonacci:
.LFB10:
	.cfi_startproc
	pushq	%r15
	.cfi_def_cfa_offset 16
	.cfi_offset 15, -16
	pushq	%r14
	.cfi_def_cfa_offset 24
	.cfi_offset 14, -24
	pushq	%r13
	.cfi_def_cfa_offset 32
	.cfi_offset 13, -32
	pushq	%r12
	.cfi_def_cfa_offset 40
	.cfi_offset 12, -40
	movl	%edi, %r12d
	pushq	%rbp
	.cfi_def_cfa_offset 48
	.cfi_offset 6, -48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	.cfi_offset 3, -56
	xorl	%ebx, %ebx
	subq	$120, %rsp
	.cfi_def_cfa_offset 176
	cmpl	$1, %edi
	jle	.L204
	leal	-1(%rdi), %eax
	movl	%edi, %r13d
	xorl	%ebx, %ebx
	movl	%edi, %ebp
	movl	%eax, %edx
	movl	%eax, %r15d
	andl	$-2, %edx
	subl	%edx, %r13d
	movl	%r13d, %r12d
.L205:
	cmpl	%ebp, %r12d
	je	.L232
	subl	$2, %ebp
	movl	%r15d, %ecx
	movl	%r12d, 36(%rsp)
	movl	%r15d, %edx
	movl	%ebp, %eax
	xorl	%r13d, %r13d
	movq	%rbx, %r15
	andl	$-2, %eax
	subl	%eax, %ecx
	movl	%ecx, 60(%rsp)
.L208:
	leal	-1(%rdx), %eax
	cmpl	%edx, 60(%rsp)
	je	.L233
	leal	-2(%rdx), %r12d
	movl	%eax, %esi
	movq	%r13, 40(%rsp)
	xorl	%ebx, %ebx
	movl	%r12d, %ecx
	movl	%r12d, 56(%rsp)
	movq	%rbx, %r14
	movl	%ebp, %r12d
	andl	$-2, %ecx
	subl	%ecx, %esi
	movl	%esi, 64(%rsp)
.L211:
	movl	64(%rsp), %esi
	leal	-1(%rax), %edi
	cmpl	%esi, %eax
	je	.L234
	leal	-2(%rax), %ecx
	movl	%edi, %esi
	movq	%r15, 48(%rsp)
	xorl	%ebx, %ebx
	movl	%ecx, %eax
	andl	$-2, %eax
	subl	%eax, %esi
	movl	%r12d, %eax
	movq	%rbx, %r12
	movl	%esi, 68(%rsp)
	movl	%eax, %ebx
	movl	%ecx, %esi
.L214:
	movl	68(%rsp), %eax
	leal	-1(%rdi), %r9d
	cmpl	%eax, %edi
	je	.L235
	subl	$2, %edi
	movl	%r9d, %r13d
	movq	%r14, %r8
	movl	%esi, %r11d
	movl	%edi, %ecx
	movq	%r12, %rsi
	xorl	%r15d, %r15d
	movl	%r9d, %r14d
	andl	$-2, %ecx
	movl	%edi, %r10d
	subl	%ecx, %r13d
	movl	%r13d, %r12d
.L217:
	leal	-1(%r14), %eax
	cmpl	%r12d, %r14d
	je	.L236
	subl	$2, %r14d
	movl	%eax, %edx
	movq	%r8, %r9
	xorl	%r13d, %r13d
	movl	%r14d, %edi
	movq	%rsi, %r8
	andl	$-2, %edi
	subl	%edi, %edx
	movl	%edx, 24(%rsp)
.L220:
	movl	24(%rsp), %esi
	leal	-1(%rax), %ebp
	cmpl	%esi, %eax
	je	.L237
	leal	-3(%rax), %edi
	subl	$2, %eax
	movl	%ebp, %esi
	xorl	%ecx, %ecx
	movl	%eax, %edx
	movl	%edi, (%rsp)
	andl	$-2, %edx
	subl	%edx, %esi
	movl	%esi, 32(%rsp)
.L223:
	movl	32(%rsp), %edi
	leal	-1(%rbp), %edx
	cmpl	%edi, %ebp
	je	.L238
	movl	(%rsp), %edi
	movl	%edx, %esi
	movl	%eax, 28(%rsp)
	movq	%r9, 8(%rsp)
	movl	%r14d, %r9d
	movl	%ebx, %r14d
	andl	$-2, %edi
	movq	%rcx, 16(%rsp)
	subl	%edi, %esi
	movl	%esi, 4(%rsp)
	xorl	%esi, %esi
	movq	%rsi, %rcx
.L226:
	movl	4(%rsp), %eax
	leal	-1(%rdx), %ebx
	cmpl	%eax, %edx
	je	.L239
	xorl	%esi, %esi
.L224:
	leal	-1(%rbx), %edi
	movl	%r9d, 108(%rsp)
	subl	$2, %ebx
	movl	%r10d, 104(%rsp)
	movl	%r11d, 100(%rsp)
	movq	%rsi, 88(%rsp)
	movq	%rcx, 80(%rsp)
	movl	%edx, 96(%rsp)
	movq	%r8, 72(%rsp)
	call	fibonacci.localalias
	movq	88(%rsp), %rsi
	movq	72(%rsp), %r8
	movl	96(%rsp), %edx
	movq	80(%rsp), %rcx
	addq	%rax, %rsi
	cmpl	$1, %ebx
	movl	100(%rsp), %r11d
	movl	104(%rsp), %r10d
	movl	108(%rsp), %r9d
	jg	.L224
	leal	-3(%rdx), %edi
	subl	$2, %edx
	andl	$1, %edi
	addq	%rsi, %rdi
	addq	%rdi, %rcx
	cmpl	$1, %edx
	jg	.L226
	movq	%rcx, %rsi
	movl	%r14d, %ebx
	movq	16(%rsp), %rcx
	movl	%r9d, %r14d
	movl	28(%rsp), %eax
	movq	8(%rsp), %r9
.L225:
	movslq	%edx, %rdx
	subl	$2, %ebp
	subl	$2, (%rsp)
	addq	%rsi, %rdx
	addq	%rdx, %rcx
	cmpl	$1, %ebp
	jg	.L223
	movslq	%ebp, %rdx
	addq	%rcx, %rdx
	addq	%rdx, %r13
	cmpl	$1, %eax
	jg	.L220
.L240:
	movq	%r8, %rsi
	movq	%r9, %r8
.L219:
	cltq
	addq	%r13, %rax
	addq	%rax, %r15
	cmpl	$1, %r14d
	jg	.L217
	movq	%rsi, %r12
	movl	%r14d, %r9d
	movl	%r11d, %esi
	movq	%r8, %r14
	movl	%r10d, %edi
.L216:
	movslq	%r9d, %rcx
	addq	%r15, %rcx
	addq	%rcx, %r12
	cmpl	$1, %edi
	jg	.L214
	movl	%ebx, %eax
	movq	48(%rsp), %r15
	movq	%r12, %rbx
	movl	%esi, %ecx
	movl	%eax, %r12d
.L213:
	movl	%ecx, %eax
	movslq	%edi, %rcx
	addq	%rbx, %rcx
	addq	%rcx, %r14
	cmpl	$1, %eax
	jg	.L211
	movl	%r12d, %ebp
	movq	40(%rsp), %r13
	movl	56(%rsp), %r12d
	movq	%r14, %rbx
	jmp	.L210
.L237:
	movq	%r8, %rsi
	subl	$2, %eax
	movq	%r9, %r8
	addq	$1, %r13
	jmp	.L219
	.p2align 4,,10
	.p2align 3
.L238:
	subl	$2, %ebp
	addq	$1, %rcx
	movslq	%ebp, %rdx
	addq	%rcx, %rdx
	addq	%rdx, %r13
	cmpl	$1, %eax
	jg	.L220
	jmp	.L240
	.p2align 4,,10
	.p2align 3
.L239:
	movq	%rcx, %rsi
	movl	%r14d, %ebx
	movq	16(%rsp), %rcx
	movl	%r9d, %r14d
	movl	28(%rsp), %eax
	movq	8(%rsp), %r9
	subl	$2, %edx
	addq	$1, %rsi
	jmp	.L225
.L236:
	movl	%r14d, %r9d
	movq	%rsi, %r12
	movq	%r8, %r14
	movl	%r11d, %esi
	movl	%r10d, %edi
	subl	$2, %r9d
	addq	$1, %r15
	jmp	.L216
.L235:
	movl	%ebx, %eax
	movq	%r12, %rbx
	movq	48(%rsp), %r15
	movl	%esi, %ecx
	movl	%eax, %r12d
	subl	$2, %edi
	addq	$1, %rbx
	jmp	.L213
.L234:
	movq	%r14, %rbx
	movl	%r12d, %ebp
	movq	40(%rsp), %r13
	movl	56(%rsp), %r12d
	subl	$2, %eax
	addq	$1, %rbx
.L210:
	cltq
	movl	%r12d, %edx
	addq	%rbx, %rax
	addq	%rax, %r13
	cmpl	$1, %r12d
	jg	.L208
	movq	%r15, %rbx
	movl	%r12d, %r15d
	movl	36(%rsp), %r12d
	movslq	%r15d, %r15
	leaq	(%r15,%r13), %rax
	addq	%rax, %rbx
	cmpl	$1, %ebp
	jg	.L241
.L230:
	movl	%ebp, %r12d
	jmp	.L204
.L232:
	movl	%ebp, %r12d
	addq	$1, %rbx
	subl	$2, %r12d
.L204:
	addq	$120, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 56
	movslq	%r12d, %r12
	leaq	(%r12,%rbx), %rax
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%rbp
	.cfi_def_cfa_offset 40
	popq	%r12
	.cfi_def_cfa_offset 32
	popq	%r13
	.cfi_def_cfa_offset 24
	popq	%r14
	.cfi_def_cfa_offset 16
	popq	%r15
	.cfi_def_cfa_offset 8
	ret
.L233:
	.cfi_restore_state
	movq	%r15, %rbx
	movl	%edx, %r15d
	addq	$1, %r13
	movl	36(%rsp), %r12d
	subl	$2, %r15d
	movslq	%r15d, %r15
	leaq	(%r15,%r13), %rax
	addq	%rax, %rbx
	cmpl	$1, %ebp
	jle	.L230
.L241:
	leal	-1(%rbp), %r15d
	jmp	.L205
	.cfi_endproc
.LFE10:
	.size	fibonacci, .-fibonacci
	.set	fibonacci.localalias,fibonacci
	.section	.text.startup
	.p2align 4
	.globl	main
	.type	main, @function
main:
.LFB11:
	.cfi_startproc
	movl	$3, %esi
	movl	$2, %edi
	jmp	ackermann
	.cfi_endproc
.LFE11:
	.size	main, .-main
	.globl	mine
	.section	.mine,"aw"
	.align 4
	.type	mine, @object
	.size	mine, 4
mine:
	.long	9
	.globl	real
	.data
	.align 4
	.type	real, @object
	.size	real, 4
real:
	.long	4
	.globl	alias
	.set	alias,real
	.hidden	hidden
	.globl	hidden
	.align 4
	.type	hidden, @object
	.size	hidden, 4
hidden:
	.long	3
	.weak	weak_number
	.bss
	.align 4
	.type	weak_number, @object
	.size	weak_number, 4
weak_number:
	.zero	4
	.weak	perhaps
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
