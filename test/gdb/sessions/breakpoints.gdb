# program: asm/programs/counters.s
tbreak main
continue
next
list counts_to_10
break yield_thread if $_thread == 3
continue
bt
info breakpoints
delete
tbreak print_number
display/i $pc
display $rdi
continue
bt
finish
undisplay 1
until
advance count
info line
break skip
break guard
delete
continue
