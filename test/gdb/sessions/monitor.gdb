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
