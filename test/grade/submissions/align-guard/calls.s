# There is nothing to return to.
    .globl guard
guard:
    and $-16, %rsp
    ret
