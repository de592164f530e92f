.data
.byte 1, 2,	3
.short 0x1234, -2
.hword 5
.value 6
.2byte 7
.word 65535
.long 1, -1, 0xffffffff
.int 2
.4byte 3
.quad 4, -4
.8byte 5
.fill 2,4,0x11223344
.fill 2,8,-1
.fill 1,9,5
.fill 3
.fill 2,3,0x01020304
.fill 2,0,5
.fill 0,4,1
.zero 2
.skip 3,7
.space 2
.zero 2,5
.skip e - s
s: .byte 1,2,3
e:
.balign 8
.byte 1
.align 4
.byte 1
.p2align 3
.byte 1
.balign 16, 0xff
.byte 1
.p2align 4,,3
.byte 1
.p2align 4,0x11,15
.byte 1
.balign 8
.short 1
.balignw 4, 0x1234
.long 1
.balignl 8, 0x01020304
.long 4
.p2alignw 4, 0x55aa
.long 1
.p2alignl 4, 0x01020304
.org 400
.byte 9
.org . + 3, 0xee
here: .byte 8
.org here + 10
.byte 7
. = . + 4
.byte 6
.bss
.skip 10
.balign 16
.zero 5
.byte 0, 0
.long 0
.org 100
end:
