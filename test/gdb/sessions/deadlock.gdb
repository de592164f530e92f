# program: test/gdb/programs/deadlock.s
break worker
continue
info threads
continue
info threads
thread 1
up
reverse-continue
