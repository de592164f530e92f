# program: asm/programs/counters.s
break yield_thread
continue
stepi
stepi
stepi
x/i $pc
stepi 7
stepi
info threads
bt
stepi
x/i $pc
thread 1
bt
info registers
stepi
info threads
delete
break count
continue
nexti
next
thread 1
step
next
set scheduler-locking on
thread 2
stepi
continue
thread 1
stepi
stepi
continue
info threads
set scheduler-locking off
stepi
info threads
