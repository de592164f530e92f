# program: asm/programs/counters.s
tbreak counts_to_15
continue
monitor help
monitor switches
monitor switches 1
monitor contexts
monitor check
monitor stack
monitor switches many
monitor
monitor policy
monitor policy random 7
monitor policy
monitor policy fifo
monitor policy manual
monitor policy chess
break yield_thread
continue
continue
continue
monitor switches 3
reverse-continue
continue
monitor switches 3
