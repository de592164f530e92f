    .intel_syntax noprefix

# Your yield_thread stands alone here: what it works on is there only when it is graded.

    .weak thread_count, current, threads

    .text
    .globl main
    .type main, @function
main:
    xor eax, eax
    ret

    .type yield_thread, @function
yield_thread:
    ud2                             # yours to write
