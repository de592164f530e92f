    .intel_syntax noprefix
    .include "copied.s"

# The map that a compiler would make, as Go's does: of every frame, how large it is and where in it pointers lie that may
# lead to the stack. Who copies a stack makes these lead to the new one.
#
#   fiberscope run --stack copy rewritten.s      the number is 42, at the pointer lies 42

    .section .rodata
    .balign 8
    .globl stack_map
stack_map:
    .quad returns_to_worker
    .quad 24
    .quad 1, 8
    .quad returns_to_descend
    .quad 56
    .quad 0
    .quad 0
