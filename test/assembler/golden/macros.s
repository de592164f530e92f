.macro m a, b=5, c:req, d:vararg
.byte \a, \b, \c
.ascii "\d"
.byte \@
.endm
m 1,2,3,4,5 6
m c=7,a=9
m 1 2 3 (4 + 5)
m 1,,3
M 1,,3
.macro n x
l\x\(): .byte 1
l\x\()y: .byte 2
.byte l\x\()y-l\x
.endm
n 1
n 2
.macro fact k
.if \k
.byte \k
fact (\k-1)
.endif
.endm
fact 3
.rept 2
.byte 0xaa
.rept 2
.byte 0xbb
.endr
.endr
.irp r, 1,2 3
.byte \r
.endr
.irpc c, 45 6
.byte \c
.endr
.irp r
.byte 0x33
.endr
.irp reg, rax, rbx, r15
 push \reg
.endr
.macro ex v
.if \v > 2
.exitm
.endif
.byte \v
.endm
ex 1
ex 5
.rept 3 ; .byte 0x77; .endr
.rept 0
.error "never"
.endr
n 4
.byte 1 ; .byte 2
.macro outer x
.macro inner_\x y
.byte \x, \y
.endm
.endm
outer 7
inner_7 8
.macro save regs:vararg
.irp r, \regs
 push \r
.endr
.endm
save rax, rbx, rcx
.macro text t
.asciz "\t"
.endm
text hello
text "hello world"
text "a, b; c"
.macro show x,y,z,w
.ascii "<\x|\y|\z|\w>"
.endm
show a + b
show a (b)
show (a) b
show a -b
show a - b
show a[b] c
show 3 (4 + 5)
show (3) (4)
show a, -b
show [a + b] c
show y=b
show a,,c
show a * b
show (a, b) c
show a- b
show %a b
show ~a b
show a ~b
show a<b c>d
show a:b c
show QWORD PTR [rax], b
show fs:[a] b
show "x" "y"
show a "x"
show "a b", c
show x="a b" y=c
show {a} b
show a , , c
show , b
show a,b,
show a	b # comment
.macro load dst, src=[rdi+8]
 mov \dst, \src
.endm
load rax
load rbx, 5
load dst=rcx src=[rsp]
.purgem load
.macro load
 nop
.endm
load
.macro loop_n count
.set i, 0
.rept \count
.byte i
.set i, i + 1
.endr
.endm
loop_n 4
.macro unique
.Lu\@: jmp .Lu\@
.endm
unique
unique
.macro recurse a, rest:vararg
.byte \a
.ifnb \rest
recurse \rest
.endif
.endm
recurse 1, 2, 3
