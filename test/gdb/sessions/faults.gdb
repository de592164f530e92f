# program: test/gdb/programs/faults.s
continue
info threads
x/i $pc
stepi
continue
bt
set $rip = reads
signal 0
set $rip = invalid
signal 0
set $rip = halts
signal 0
set $rip = jumps
signal 0
bt
reverse-stepi
continue
continue
