.if 1 eq 1
.byte 1
.endif
.ifdef foo
.byte 2
.endif
.ifndef foo
.byte 3
.endif
mov eax, foo
.ifdef foo
.byte 4
.endif
.ifb
.byte 5
.endif
.ifnb x
.byte 6
.endif
.ifc a b, a b
.byte 7
.endif
.ifc "a b",a b
.byte 8
.endif
.ifeqs "a","a"
.byte 9
.endif
.ifnes "a","b"
.byte 10
.endif
.ifc a,A
.byte 11
.endif
.ifnc a,A
.byte 12
.endif
.if 0
.byte 13
.if 1
.byte 14
.else
.byte 15
.endif
garbage in here that is : never read, [ ( ]
.elseif 1
.byte 16
.elseif 1
.byte 17
.else
.byte 18
.endif
.if 2 > 1
.byte 19
.else
.byte 20
.endif
.ifeq 0
.byte 21
.endif
.ifne 0
.byte 22
.endif
.ifgt 1
.byte 23
.endif
.ifge 0
.byte 24
.endif
.iflt -1
.byte 25
.endif
.ifle 1
.byte 26
.endif
x = 4
.ifdef x
.byte 27
.endif
.ifnotdef x
.byte 28
.endif
a: .byte 1,2,3
b:
.if b - a == 3
.byte 29
.endif
.if x == 4 && b > a
.byte 30
.endif
.ifdef a
.byte 31
.endif
.IF 1
.BYTE 32
.EndIf
.if 1 ; .byte 33 ; .endif
