/*
 * Green threads for C and C++: what `fiberscope run` links into a program with a `main`.
 *
 *     gcc -O2 -ffreestanding -c tasks.c && fiberscope run tasks.o
 *
 * `main(int argc, char **argv, char **envp)` runs as the base thread. When it has returned, the other threads run
 * until they have finished; then the program ends with main's value. A thread runs until it yields, waits or finishes.
 * Time is virtual: an instruction takes a nanosecond, and when everybody waits, the clock jumps to the next event.
 * Errors are negative numbers as Linux has them; docs/blocking.md lists them.
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

/* Waits for so many milliseconds. Returns 0, or -22 for a negative time. */
int sleep_ms(long ms);

/* Milliseconds since the program began. */
long clock_ms(void);

/*
 * Waits until a thread has finished, and returns what it has left. Each can be joined once, until its id is given to a
 * new one. -3: there is no such thread, -35: it is the caller, -22: somebody is joining it.
 */
long join(int id);

/* Waits until somebody unparks the thread; does not wait if somebody has since it last parked. Returns 0. */
int park(void);

/* Ends a thread's park, or its next one. Returns 0, or -3 when there is no such thread. */
int unpark(int id);

/* How urgent a thread is, 0 to 99, with --policy priority. Returns 0; -3: there is no such thread, -22: no such priority. */
int set_priority(int id, int priority);

/* The running thread has finished, and leaves a value for who joins it. */
void thread_exit(long value) __attribute__((noreturn));

/* Reads from a file, standard input being 0; waits until something is there. Returns how many bytes, 0 at the end. */
long read(int fd, void *bytes, unsigned long count);

/* A simulated connection: after so many milliseconds 8 bytes can be read from it, the answer. Returns the file. */
int socket_after(long ms, long answer);

/* A blocking job of so many milliseconds for a pool of 4 workers: when it is done, its result can be read. */
int work_after(long ms, long result);

/* The file is no longer used. Who waits for it gets -9. */
int close(int fd);

/*
 * What one thread at a time holds; zeros are one that nobody does. Returns 0; -35: the thread holds it already,
 * -16: somebody does, -1: the thread that gives it back does not hold it. It is handed on in the order of asking.
 */
struct mutex { long holder; void *waiters[2]; };
int mutex_lock(struct mutex *mutex);
int mutex_try_lock(struct mutex *mutex);
int mutex_unlock(struct mutex *mutex);

/*
 * What threads wait for that hold a mutex, which they give back meanwhile; zeros are one that nobody waits for.
 * Returns 0; -1: the thread does not hold the mutex.
 */
struct condition { void *waiters[2]; };
int condition_wait(struct condition *condition, struct mutex *mutex);
int condition_signal(struct condition *condition);
int condition_broadcast(struct condition *condition);

/* So many of something. Returns 0; -22: less than none, -75: more than a long. */
struct semaphore { long count; void *waiters[2]; };
int semaphore_init(struct semaphore *semaphore, long count);
int semaphore_wait(struct semaphore *semaphore);
int semaphore_post(struct semaphore *semaphore);

/*
 * Values on their way from thread to thread, in `values`, which has room for `capacity`. Sending returns 0, or -32 when
 * the channel is closed; receiving 1, or 0 when it is closed and empty.
 */
struct channel {
  struct mutex mutex;
  struct condition not_empty, not_full;
  long *values, capacity, count, first, closed;
};
int channel_init(struct channel *channel, long *values, long capacity);
int channel_send(struct channel *channel, long value);
int channel_receive(struct channel *channel, long *value);
int channel_close(struct channel *channel);

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
