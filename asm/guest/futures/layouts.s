    .intel_syntax noprefix

# What poll answers in eax.

    .equ PENDING, 0
    .equ READY, 1                   # rdx: the value

#   Future: an object on the heap
#     0x00 -> its functions: 0x00 poll, 0x08 drop
#     0x08 what it needs

    .equ POLL, 0x00
    .equ DROP, 0x08

#   Context: what poll is told
#     0x00 -> the Waker of the task that is polled

#   Waker: 16 bytes
#     0x00 data: the task, for example
#     0x08 -> its functions, each of which gets the data: 0x00 clone, 0x08 wake, 0x10 wake_by_ref, 0x18 drop
#             0 where a Waker may be and none is

    .equ WAKER_DATA, 0x00
    .equ WAKER_FUNCTIONS, 0x08
    .equ WAKER_SIZE, 0x10

    .equ CLONE, 0x00
    .equ WAKE, 0x08
    .equ WAKE_BY_REF, 0x10
    .equ WAKER_DROP, 0x18

#   Registration: 24 bytes, in the future that waits
#     0x00 the file, or -1 when there is none
#     0x08 the Waker of who wants to know that it can be read

    .equ REGISTERED_FILE, 0x00
    .equ REGISTERED_WAKER, 0x08
    .equ REGISTRATION_SIZE, 0x18
