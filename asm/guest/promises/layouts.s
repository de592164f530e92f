    .intel_syntax noprefix

#   Promise: 48 bytes, on the heap
#     0x00 references: how many know it; when nobody does any more it is freed
#     0x08 state: PENDING, FULFILLED or REJECTED
#     0x10 its value, or why it was rejected
#     0x18 the first of its reactions      0x20 where the address of the next one is to be written
#     0x28 whether it has ever had one
#
# Who makes a promise gives one reference to whoever settles it and has the other one. Each of them gives its own away:
# to promise_fulfill or promise_reject; to promise_then, promise_await or promise_release.

    .equ REFERENCES, 0x00
    .equ STATE, 0x08
    .equ VALUE, 0x10
    .equ REACTIONS, 0x18
    .equ LAST, 0x20
    .equ IS_HANDLED, 0x28
    .equ PROMISE_SIZE, 0x30

    .equ PENDING, 0
    .equ FULFILLED, 1
    .equ REJECTED, 2

#   Reaction: 48 bytes, on the heap, in the list of its source, and in that of the microtasks when it is settled
#     0x00 the next one
#     0x08 what is called when it is fulfilled, or 0      0x10 when it is rejected, or 0
#     0x18 the argument of both
#     0x20 the promise that is settled with the answer, or 0
#     0x28 source: the promise that it waits for

    .equ NEXT, 0x00
    .equ ON_FULFILLED, 0x08
    .equ ON_REJECTED, 0x10
    .equ ARGUMENT, 0x18
    .equ DERIVED, 0x20
    .equ SOURCE, 0x28
    .equ REACTION_SIZE, 0x30

# What a reaction's function answers in edx.

    .equ RETURNED, 0                # rax is the value
    .equ FOLLOWED, 1                # rax is a promise, and the derived one ends as it does
    .equ THROWN, 2                  # rax is why
