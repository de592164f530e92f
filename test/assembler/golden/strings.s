.data
.ascii "a\n\t\\\"\b\f\r\0\012\x41\x4142\777"
.asciz "x" "y", "z"
.string "é", "日本", ""
.ascii "semi;colon # no comment // none /* none */"
.ascii "", "one", "t" "wo"
.byte 1 ; .byte 2; .byte 3 # comment ; .byte 4
/ a comment
// another
/* and
   another */ .byte 5 /* in between */
.byte 6 /* a */ , /* b */ 7
