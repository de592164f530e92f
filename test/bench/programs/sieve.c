/* asm/programs/sieve.s in C. */

#include <stdio.h>
#include <string.h>

static unsigned char composite[SIZE];

int main(void)
{
    unsigned primes = 0;
    for (unsigned times = 0; times < TIMES; times++) {
        memset(composite, 0, sizeof composite);
        primes = 0;
        for (unsigned long n = 2; n < SIZE; n++) {
            if (composite[n])
                continue;
            primes++;
            for (unsigned long multiple = n * n; multiple < SIZE; multiple += n)
                composite[multiple] = 1;
        }
    }
    printf("%u\n", primes);
    return 0;
}
