# program: test/gdb/programs/sum.s
watch *(long*)&sum
continue
bt
continue
info watchpoints
delete
rwatch *(long*)&other
continue
bt
continue
delete
awatch *(long*)&sum
continue
delete
watch *(long*)&sum if *(long*)&sum > 8
reverse-continue
p *(long*)&sum
reverse-continue
bt
delete
tbreak gives_way
continue
watch $rbx
continue
delete
continue
