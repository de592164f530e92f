	.file	"tables.c"
	.text
	.p2align 4
	.type	add, @function
add:
.LFB4:
	.cfi_startproc
	leal	(%rdi,%rsi), %eax
	ret
	.cfi_endproc
.LFE4:
	.size	add, .-add
	.p2align 4
	.type	subtract, @function
subtract:
.LFB5:
	.cfi_startproc
	movl	%edi, %eax
	subl	%esi, %eax
	ret
	.cfi_endproc
.LFE5:
	.size	subtract, .-subtract
	.p2align 4
	.globl	dense
	.type	dense, @function
dense:
.LFB0:
	.cfi_startproc
	xorl	%eax, %eax
	cmpl	$9, %edi
	ja	.L4
	movl	%edi, %edi
	leaq	CSWTCH.9(%rip), %rax
	movl	(%rax,%rdi,4), %eax
.L4:
	ret
	.cfi_endproc
.LFE0:
	.size	dense, .-dense
	.p2align 4
	.globl	calls
	.type	calls, @function
calls:
.LFB1:
	.cfi_startproc
	subl	$10, %edi
	cmpl	$7, %edi
	ja	.L16
	leaq	.L10(%rip), %rdx
	subq	$8, %rsp
	.cfi_def_cfa_offset 16
	movslq	(%rdx,%rdi,4), %rax
	addq	%rdx, %rax
	jmp	*%rax
	.section	.rodata
	.align 4
	.align 4
.L10:
	.long	.L12-.L10
	.long	.L19-.L10
	.long	.L13-.L10
	.long	.L12-.L10
	.long	.L11-.L10
	.long	.L7-.L10
	.long	.L7-.L10
	.long	.L9-.L10
	.text
	.p2align 4,,10
	.p2align 3
.L13:
	movl	$12, %edi
	call	three@PLT
.L12:
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	one@PLT
	.p2align 4,,10
	.p2align 3
.L9:
	.cfi_restore_state
	call	one@PLT
.L19:
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	two@PLT
	.p2align 4,,10
	.p2align 3
.L11:
	.cfi_restore_state
	movl	$3, %edi
	addq	$8, %rsp
	.cfi_remember_state
	.cfi_def_cfa_offset 8
	jmp	three@PLT
	.p2align 4,,10
	.p2align 3
.L7:
	.cfi_restore_state
	addq	$8, %rsp
	.cfi_def_cfa_offset 8
	ret
	.p2align 4,,10
	.p2align 3
.L16:
	ret
	.cfi_endproc
.LFE1:
	.size	calls, .-calls
	.p2align 4
	.globl	name
	.type	name, @function
name:
.LFB2:
	.cfi_startproc
	movslq	%edi, %rdi
	leaq	names(%rip), %rax
	movq	(%rax,%rdi,8), %rax
	ret
	.cfi_endproc
.LFE2:
	.size	name, .-name
	.p2align 4
	.globl	hash
	.type	hash, @function
hash:
.LFB3:
	.cfi_startproc
	movzbl	(%rdi), %edx
	movl	$5381, %eax
	testb	%dl, %dl
	je	.L24
	.p2align 4,,10
	.p2align 3
.L23:
	movl	%eax, %ecx
	addq	$1, %rdi
	sall	$5, %ecx
	addl	%ecx, %eax
	xorl	%edx, %eax
	movzbl	(%rdi), %edx
	testb	%dl, %dl
	jne	.L23
	ret
	.p2align 4,,10
	.p2align 3
.L24:
	ret
	.cfi_endproc
.LFE3:
	.size	hash, .-hash
	.p2align 4
	.globl	apply
	.type	apply, @function
apply:
.LFB6:
	.cfi_startproc
	pushq	%r13
	.cfi_def_cfa_offset 16
	.cfi_offset 13, -16
	leaq	operations(%rip), %rax
	movl	%esi, %r13d
	pushq	%r12
	.cfi_def_cfa_offset 24
	.cfi_offset 12, -24
	movl	%edx, %r12d
	movslq	%edi, %rdx
	pushq	%rbp
	.cfi_def_cfa_offset 32
	.cfi_offset 6, -32
	movl	%r12d, %esi
	pushq	%rbx
	.cfi_def_cfa_offset 40
	.cfi_offset 3, -40
	movl	%edi, %ebx
	movl	%r13d, %edi
	andl	$1, %ebx
	subq	$8, %rsp
	.cfi_def_cfa_offset 48
	call	*(%rax,%rdx,8)
	movl	%r13d, %esi
	movl	%r12d, %edi
	movl	%eax, %ebp
	leaq	constant(%rip), %rax
	call	*(%rax,%rbx,8)
	addq	$8, %rsp
	.cfi_def_cfa_offset 40
	popq	%rbx
	.cfi_def_cfa_offset 32
	addl	%ebp, %eax
	popq	%rbp
	.cfi_def_cfa_offset 24
	popq	%r12
	.cfi_def_cfa_offset 16
	popq	%r13
	.cfi_def_cfa_offset 8
	ret
	.cfi_endproc
.LFE6:
	.size	apply, .-apply
	.p2align 4
	.globl	tail
	.type	tail, @function
tail:
.LFB7:
	.cfi_startproc
	movq	%rdi, %rax
	movl	%esi, %edi
	jmp	*%rax
	.cfi_endproc
.LFE7:
	.size	tail, .-tail
	.p2align 4
	.globl	interpret
	.type	interpret, @function
interpret:
.LFB8:
	.cfi_startproc
	movzbl	(%rdi), %eax
	leaq	steps.0(%rip), %rcx
	addq	$2, %rdi
	movq	(%rcx,%rax,8), %rdx
	xorl	%eax, %eax
	jmp	*%rdx
	.p2align 4,,10
	.p2align 3
.L35:
	ret
	.p2align 4,,10
	.p2align 3
.L34:
	movzbl	-1(%rdi), %edx
	addl	%eax, %eax
	addq	$1, %rdi
	movq	(%rcx,%rdx,8), %rdx
	jmp	*%rdx
	.p2align 4,,10
	.p2align 3
.L32:
	movzbl	-1(%rdi), %edx
	subl	$1, %eax
	addq	$1, %rdi
	movq	(%rcx,%rdx,8), %rdx
	jmp	*%rdx
	.p2align 4,,10
	.p2align 3
.L31:
	movzbl	-1(%rdi), %edx
	addl	$1, %eax
	addq	$1, %rdi
	movq	(%rcx,%rdx,8), %rdx
	jmp	*%rdx
	.cfi_endproc
.LFE8:
	.size	interpret, .-interpret
	.section	.rodata
	.align 32
	.type	CSWTCH.9, @object
	.size	CSWTCH.9, 40
CSWTCH.9:
	.long	5
	.long	17
	.long	3
	.long	-9
	.long	44
	.long	91
	.long	0
	.long	0
	.long	0
	.long	77
	.section	.data.rel.ro.local,"aw"
	.align 32
	.type	steps.0, @object
	.size	steps.0, 32
steps.0:
	.quad	.L35
	.quad	.L31
	.quad	.L32
	.quad	.L34
	.align 16
	.type	constant, @object
	.size	constant, 16
constant:
	.quad	subtract
	.quad	add
	.globl	operations
	.section	.data.rel,"aw"
	.align 16
	.type	operations, @object
	.size	operations, 24
operations:
	.quad	add
	.quad	subtract
	.quad	multiply
	.section	.rodata.str1.1,"aMS",@progbits,1
.LC0:
	.string	"one"
.LC1:
	.string	"two"
.LC2:
	.string	"three"
.LC3:
	.string	"world"
	.section	.data.rel.ro.local
	.align 32
	.type	names, @object
	.size	names, 40
names:
	.quad	.LC0
	.quad	.LC1
	.quad	.LC2
	.quad	.LC3
	.quad	0
	.globl	escaped
	.section	.rodata.str1.1
.LC4:
	.string	"\303\251t\351 \"quoted\" \\ \n\t\001"
	.section	.data.rel.local,"aw"
	.align 8
	.type	escaped, @object
	.size	escaped, 8
escaped:
	.quad	.LC4
	.globl	greeting
	.section	.rodata.str1.1
.LC5:
	.string	"hello, world"
	.section	.data.rel.local
	.align 8
	.type	greeting, @object
	.size	greeting, 8
greeting:
	.quad	.LC5
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
