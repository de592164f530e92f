    .globl swtich
swtich:
    ret
