.file "x.c"
.file 1 "x.c"
.text
.globl main
.type main, @function
main:
.LFB0:
.loc 1 3 1
.cfi_startproc
 push rbp
.cfi_def_cfa_offset 16
.cfi_offset 6, -16
.loc 1 4 2 is_stmt 0
 mov rbp, rsp
.cfi_def_cfa_register 6
 pop rbp
.cfi_def_cfa 7, 8
 ret
.cfi_endproc
.LFE0:
.size main, .-main
.ident "GCC: (Debian 12.2.0-14) 12.2.0"
.section .note.GNU-stack,"",@progbits
.end
this is not read
