	.text
	.intel_syntax noprefix
	.file	"tables.c"
	.globl	dense                           # -- Begin function dense
	.p2align	4, 0x90
	.type	dense,@function
dense:                                  # @dense
	.cfi_startproc
# %bb.0:
	xor	eax, eax
	cmp	edi, 9
	ja	.LBB0_2
# %bb.1:
	movsxd	rax, edi
	lea	rcx, [rip + .Lswitch.table.dense]
	mov	eax, dword ptr [rcx + 4*rax]
.LBB0_2:
	ret
.Lfunc_end0:
	.size	dense, .Lfunc_end0-dense
	.cfi_endproc
                                        # -- End function
	.globl	calls                           # -- Begin function calls
	.p2align	4, 0x90
	.type	calls,@function
calls:                                  # @calls
	.cfi_startproc
# %bb.0:
	push	rax
	.cfi_def_cfa_offset 16
                                        # kill: def $edi killed $edi def $rdi
	add	edi, -10
	cmp	edi, 7
	ja	.LBB1_7
# %bb.1:
	lea	rax, [rip + .LJTI1_0]
	movsxd	rcx, dword ptr [rax + 4*rdi]
	add	rcx, rax
	jmp	rcx
.LBB1_2:
	pop	rax
	.cfi_def_cfa_offset 8
	jmp	one@PLT                         # TAILCALL
.LBB1_3:
	.cfi_def_cfa_offset 16
	pop	rax
	.cfi_def_cfa_offset 8
	jmp	two@PLT                         # TAILCALL
.LBB1_4:
	.cfi_def_cfa_offset 16
	mov	edi, 12
	call	three@PLT
	pop	rax
	.cfi_def_cfa_offset 8
	jmp	one@PLT                         # TAILCALL
.LBB1_6:
	.cfi_def_cfa_offset 16
	mov	edi, 3
	pop	rax
	.cfi_def_cfa_offset 8
	jmp	three@PLT                       # TAILCALL
.LBB1_7:
	.cfi_def_cfa_offset 16
	pop	rax
	.cfi_def_cfa_offset 8
	ret
.LBB1_8:
	.cfi_def_cfa_offset 16
	call	one@PLT
	pop	rax
	.cfi_def_cfa_offset 8
	jmp	two@PLT                         # TAILCALL
.Lfunc_end1:
	.size	calls, .Lfunc_end1-calls
	.cfi_endproc
	.section	.rodata,"a",@progbits
	.p2align	2
.LJTI1_0:
	.long	.LBB1_2-.LJTI1_0
	.long	.LBB1_3-.LJTI1_0
	.long	.LBB1_4-.LJTI1_0
	.long	.LBB1_2-.LJTI1_0
	.long	.LBB1_6-.LJTI1_0
	.long	.LBB1_7-.LJTI1_0
	.long	.LBB1_7-.LJTI1_0
	.long	.LBB1_8-.LJTI1_0
                                        # -- End function
	.text
	.globl	name                            # -- Begin function name
	.p2align	4, 0x90
	.type	name,@function
name:                                   # @name
	.cfi_startproc
# %bb.0:
	movsxd	rax, edi
	lea	rcx, [rip + names]
	mov	rax, qword ptr [rcx + 8*rax]
	ret
.Lfunc_end2:
	.size	name, .Lfunc_end2-name
	.cfi_endproc
                                        # -- End function
	.globl	hash                            # -- Begin function hash
	.p2align	4, 0x90
	.type	hash,@function
hash:                                   # @hash
	.cfi_startproc
# %bb.0:
	mov	cl, byte ptr [rdi]
	test	cl, cl
	je	.LBB3_1
# %bb.2:
	add	rdi, 1
	mov	eax, 5381
	.p2align	4, 0x90
.LBB3_3:                                # =>This Inner Loop Header: Depth=1
	mov	edx, eax
	shl	edx, 5
	add	edx, eax
	movzx	eax, cl
	xor	eax, edx
	movzx	ecx, byte ptr [rdi]
	add	rdi, 1
	test	cl, cl
	jne	.LBB3_3
# %bb.4:
	ret
.LBB3_1:
	mov	eax, 5381
	ret
.Lfunc_end3:
	.size	hash, .Lfunc_end3-hash
	.cfi_endproc
                                        # -- End function
	.p2align	4, 0x90                         # -- Begin function add
	.type	add,@function
add:                                    # @add
	.cfi_startproc
# %bb.0:
                                        # kill: def $esi killed $esi def $rsi
                                        # kill: def $edi killed $edi def $rdi
	lea	eax, [rdi + rsi]
	ret
.Lfunc_end4:
	.size	add, .Lfunc_end4-add
	.cfi_endproc
                                        # -- End function
	.p2align	4, 0x90                         # -- Begin function subtract
	.type	subtract,@function
subtract:                               # @subtract
	.cfi_startproc
# %bb.0:
	mov	eax, edi
	sub	eax, esi
	ret
.Lfunc_end5:
	.size	subtract, .Lfunc_end5-subtract
	.cfi_endproc
                                        # -- End function
	.globl	apply                           # -- Begin function apply
	.p2align	4, 0x90
	.type	apply,@function
apply:                                  # @apply
	.cfi_startproc
# %bb.0:
	push	rbp
	.cfi_def_cfa_offset 16
	push	r15
	.cfi_def_cfa_offset 24
	push	r14
	.cfi_def_cfa_offset 32
	push	rbx
	.cfi_def_cfa_offset 40
	push	rax
	.cfi_def_cfa_offset 48
	.cfi_offset rbx, -40
	.cfi_offset r14, -32
	.cfi_offset r15, -24
	.cfi_offset rbp, -16
	mov	r15d, edx
	mov	ebp, esi
	movsxd	rbx, edi
	lea	rax, [rip + operations]
	mov	edi, esi
	mov	esi, edx
	call	qword ptr [rax + 8*rbx]
	mov	r14d, eax
	and	ebx, 1
	lea	rax, [rip + constant]
	mov	edi, r15d
	mov	esi, ebp
	call	qword ptr [rax + 8*rbx]
	add	eax, r14d
	add	rsp, 8
	.cfi_def_cfa_offset 40
	pop	rbx
	.cfi_def_cfa_offset 32
	pop	r14
	.cfi_def_cfa_offset 24
	pop	r15
	.cfi_def_cfa_offset 16
	pop	rbp
	.cfi_def_cfa_offset 8
	ret
.Lfunc_end6:
	.size	apply, .Lfunc_end6-apply
	.cfi_endproc
                                        # -- End function
	.globl	tail                            # -- Begin function tail
	.p2align	4, 0x90
	.type	tail,@function
tail:                                   # @tail
	.cfi_startproc
# %bb.0:
	mov	rax, rdi
	mov	edi, esi
	jmp	rax                             # TAILCALL
.Lfunc_end7:
	.size	tail, .Lfunc_end7-tail
	.cfi_endproc
                                        # -- End function
	.globl	interpret                       # -- Begin function interpret
	.p2align	4, 0x90
	.type	interpret,@function
interpret:                              # @interpret
	.cfi_startproc
# %bb.0:
	xor	eax, eax
	movzx	edx, byte ptr [rdi]
	lea	rcx, [rip + interpret.steps]
	add	rdi, 1
	jmp	qword ptr [rcx + 8*rdx]
	.p2align	4, 0x90
.Ltmp0:                                 # Block address taken
.LBB8_1:                                # =>This Inner Loop Header: Depth=1
	add	eax, 1
	movzx	edx, byte ptr [rdi]
	add	rdi, 1
	jmp	qword ptr [rcx + 8*rdx]
.Ltmp1:                                 # Block address taken
.LBB8_2:                                # =>This Inner Loop Header: Depth=1
	add	eax, -1
	movzx	edx, byte ptr [rdi]
	add	rdi, 1
	jmp	qword ptr [rcx + 8*rdx]
.Ltmp2:                                 # Block address taken
.LBB8_3:                                # =>This Inner Loop Header: Depth=1
	add	eax, eax
	movzx	edx, byte ptr [rdi]
	add	rdi, 1
	jmp	qword ptr [rcx + 8*rdx]
.Ltmp3:                                 # Block address taken
.LBB8_4:
	ret
.Lfunc_end8:
	.size	interpret, .Lfunc_end8-interpret
	.cfi_endproc
                                        # -- End function
	.type	.L.str,@object                  # @.str
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str:
	.asciz	"hello, world"
	.size	.L.str, 13

	.type	greeting,@object                # @greeting
	.data
	.globl	greeting
	.p2align	3
greeting:
	.quad	.L.str
	.size	greeting, 8

	.type	.L.str.1,@object                # @.str.1
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str.1:
	.asciz	"\303\251t\351 \"quoted\" \\ \n\t\001"
	.size	.L.str.1, 20

	.type	escaped,@object                 # @escaped
	.data
	.globl	escaped
	.p2align	3
escaped:
	.quad	.L.str.1
	.size	escaped, 8

	.type	names,@object                   # @names
	.section	.data.rel.ro,"aw",@progbits
	.p2align	4
names:
	.quad	.L.str.2
	.quad	.L.str.3
	.quad	.L.str.4
	.quad	.L.str.5
	.quad	0
	.size	names, 40

	.type	operations,@object              # @operations
	.data
	.globl	operations
	.p2align	4
operations:
	.quad	add
	.quad	subtract
	.quad	multiply
	.size	operations, 24

	.type	constant,@object                # @constant
	.section	.data.rel.ro,"aw",@progbits
	.p2align	4
constant:
	.quad	subtract
	.quad	add
	.size	constant, 16

	.type	interpret.steps,@object         # @interpret.steps
	.p2align	4
interpret.steps:
	.quad	.Ltmp3
	.quad	.Ltmp0
	.quad	.Ltmp1
	.quad	.Ltmp2
	.size	interpret.steps, 32

	.type	.L.str.2,@object                # @.str.2
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str.2:
	.asciz	"one"
	.size	.L.str.2, 4

	.type	.L.str.3,@object                # @.str.3
.L.str.3:
	.asciz	"two"
	.size	.L.str.3, 4

	.type	.L.str.4,@object                # @.str.4
.L.str.4:
	.asciz	"three"
	.size	.L.str.4, 6

	.type	.L.str.5,@object                # @.str.5
.L.str.5:
	.asciz	"world"
	.size	.L.str.5, 6

	.type	.Lswitch.table.dense,@object    # @switch.table.dense
	.section	.rodata,"a",@progbits
	.p2align	2
.Lswitch.table.dense:
	.long	5                               # 0x5
	.long	17                              # 0x11
	.long	3                               # 0x3
	.long	4294967287                      # 0xfffffff7
	.long	44                              # 0x2c
	.long	91                              # 0x5b
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	0                               # 0x0
	.long	77                              # 0x4d
	.size	.Lswitch.table.dense, 40

	.ident	"Debian clang version 14.0.6"
	.section	".note.GNU-stack","",@progbits
