1: nop
1: jmp 1b
jmp 1f
1: 2: jmp 2b
jmp 1b
jmp 3f
0: .byte 0b11, 0b-1b
0:
3: .byte 0b-., 017, 0x1F
a: b: c : nop
d:e: jmp d ; f: jmp a
.Llocal: jmp .Llocal
10: loop 10b
jrcxz 10b
loope 11f
loopne outside
11:
lea rax, 1b[rip]
lea rax, 9f[rip]
mov rax, offset 9f
9: .quad 9b
$dollar: _under: x.y: jmp $dollar
Case: jmp Case
MOV EAX, EBX
Jmp case
case: REP RET
