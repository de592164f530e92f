/* asm/programs/fib.s in C. */

#include <stdio.h>

static unsigned long fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

int main(void)
{
    volatile unsigned n = N;
    printf("%lu\n", fib(n));
    return 0;
}
