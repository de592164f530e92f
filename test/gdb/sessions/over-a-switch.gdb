# program: asm/programs/counters.s
# Pitfall 6: the other thread comes to the temporary breakpoint behind the call first.
break counters.s:58
continue
next
info threads
continue
delete
nexti
info threads
break counters.s:59
continue
reverse-next
reverse-continue
