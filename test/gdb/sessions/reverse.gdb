# program: asm/programs/demo.s
break nested
continue
info threads
reverse-stepi
x/i $pc
reverse-stepi
info threads
reverse-step
reverse-next
reverse-finish
bt
tbreak waits
reverse-continue
info threads
reverse-continue
info threads
tbreak waits
continue
next
next
next
next
bt
reverse-next
reverse-next
stepi
delete
continue
