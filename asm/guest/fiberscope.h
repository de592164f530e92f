/*
 * Green threads for C and C++: what `fiberscope run` links into a program with a `main`.
 *
 *     gcc -O2 -ffreestanding -c tasks.c && fiberscope run tasks.o
 *
 * `main(int argc, char **argv, char **envp)` runs as the base thread. When it has returned, the other threads run
 * until they have finished; then the program ends with main's value. A thread runs until it yields or finishes.
 * There is no C library: beside these functions only memcpy, memmove, memset, memcmp and strlen are there.
 */

#ifndef FIBERSCOPE_H
#define FIBERSCOPE_H

#ifdef __cplusplus
extern "C" {
#endif

/* A new thread that calls fn(arg), ready to run. Returns its id, or -11 when no slot is available (--max-threads). */
int spawn(void (*fn)(void *), void *arg);

/* Lets the next ready thread run. Returns 1 if another one has run meanwhile, 0 if nobody else was ready. */
int yield_thread(void);

/* The id of the running thread; 0 is the base thread. The id of a finished one is given to a new one. */
int thread_id(void);

/* Writes to standard output (1) or standard error (2). Returns how many bytes, or a negative error number. */
long write(int fd, const void *bytes, unsigned long count);

/* Writes a text to standard output. */
void print(const char *text);

/* Writes a number to standard output, in decimal. */
void print_number(long number);

/* Ends the program and all of its threads. */
void exit(int status) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif
