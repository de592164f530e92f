    .intel_syntax noprefix

# __control_block: what compiled code finds at fs:0 (System V ABI, thread-local storage). All green threads share it.
#
#   0x00  its own address
#   0x70  the lowest rsp with which a function may begin that asks for room (gcc -fsplit-stack): the host writes the
#         running thread's whenever it decides a switch. 0 where stacks do not grow so: nothing is below.

    .data
    .balign 16
    .type __control_block, @object
__control_block:
    .quad __control_block
    .zero 0x78
    .size __control_block, . - __control_block
