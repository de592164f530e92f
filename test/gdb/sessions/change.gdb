# program: test/gdb/programs/sum.s
tbreak worker
continue
stepi 3
set $rbx = 1
p $rbx
set {long}&sum = 100
p (long)sum
set $xmm0.v2_double[0] = 1.5
p $xmm0.v2_double
p $eflags
set $eflags = 0x203
p $eflags
thread 1
set $rbx = 9
p $rbx
set $rax = 1
set $rip = main
set {long}0x10 = 1
x/gx 0x10
x/2gx 0x2fffffffff
thread 2
continue
