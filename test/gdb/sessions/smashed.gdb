# program: test/gdb/programs/smash.s
continue
info threads
bt
reverse-stepi
bt
watch -l *(long*)$rsp
reverse-continue
bt
info threads
stepi
x/gx &place
