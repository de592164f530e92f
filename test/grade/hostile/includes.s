    .include "/etc/passwd"
    .globl switch
switch:
    ret
