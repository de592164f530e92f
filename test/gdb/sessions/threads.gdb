# program: asm/programs/demo.s
info threads
bt
break waits
continue
info threads
bt
thread apply all bt
thread 3
info registers rip rsp rax rbx eflags
thread 2
info registers
p $xmm0
p $mxcsr
p $fctrl
x/4gx $rsp
x/3i $pc
disassemble
list
break print_number
continue
thread apply all bt
p $_thread
x/8gx $rsp
