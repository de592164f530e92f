/*
 * The other ways to be concurrent, for C and C++: what `fiberscope run` links into a program that calls it. Calls answer
 * with the negative number of an error as the system's do. docs/models.md has more; so have the files of asm/guest/.
 */

#ifndef FIBERSCOPE_MODELS_H
#define FIBERSCOPE_MODELS_H

#ifdef __cplusplus
extern "C" {
#endif

/* ----- The heap: how many bytes are taken, with what blocks need to be found again. ----- */

extern long heap_in_use;
void *malloc(unsigned long size);
void free(void *block);

/* ----- Threads of an operating system: every call saves all that the thread has. ----- */

int thread_spawn(void (*fn)(void *), void *arg);
long thread_join(int id);
int thread_sleep(long ms);
int thread_yield(void);

/* ----- Callbacks. set_timeout and when_readable return an id; clear_timeout 0, or -2 when it does not wait. ----- */

long set_timeout(long ms, void (*fn)(void *), void *arg);
long when_readable(int fd, void (*fn)(void *), void *arg);
long clear_timeout(long id);

/* When those have been called that are to be called already. */
long call_soon(void (*fn)(void *), void *arg);

/* Calls them, until none waits any more. */
void run_callbacks(void);

/* ----- Promises ----- */

struct promise;

/* What a reaction answers. */
struct answer {
  long value;
  long how;
};

#define RETURNED 0 /* value */
#define FOLLOWED 1 /* value is a promise, and the next one ends as it does */
#define THROWN 2   /* value is why */

typedef struct answer (*reaction)(long value, void *arg);

/* A pending promise: for whoever settles it, once, and for one that waits for it or releases it. */
struct promise *promise_new(void);
long promise_fulfill(struct promise *promise, long value);
long promise_reject(struct promise *promise, long why);
void promise_release(struct promise *promise);

/* The next promise, which ends as the reaction answers; without the one that is needed, as this one. */
struct promise *promise_then(struct promise *promise, reaction fulfilled, reaction rejected, void *arg);
void promise_await(struct promise *promise, reaction fulfilled, reaction rejected, void *arg);

/* Fulfilled after so many milliseconds. */
struct promise *timer(long ms);

/* Runs until nothing is left to wait for. */
void run_promises(void);

/* ----- Futures ----- */

struct context;

/* What poll answers. */
struct poll {
  long is_ready;
  long value;
};

/* Begins with where its functions are; what it needs is behind that. */
struct future {
  const struct future_functions *functions;
};

struct future_functions {
  struct poll (*poll)(struct future *future, struct context *context);
  void (*drop)(struct future *future);
};

/* How many polls there have been. */
extern long polls;

struct poll poll_future(struct future *future, struct context *context);

/* What an async function does at an await; when the future is ready it is dropped, and 0 stands in its place. */
struct poll await_future(struct future **future, struct context *context);

void drop_future(struct future *future);

struct future *socket_future(long ms, long answer);
struct future *timer_future(long ms);
struct future *spawn_blocking(long ms, long result);
struct future *yield_now(void);

/* Ready when all of them are; its value is the address of pairs, of which the second is a value. */
struct future *join_all(struct future **futures, long count);

/* A task; its handle is a future too. cancel returns 0, or -3 when it has ended. */
struct future *spawn_local(struct future *future);
long cancel(struct future *handle);

/* Runs all tasks until a future has its value, and returns that. */
long block_on(struct future *future);

/*
 * ----- Generators: they begin with the function that resumes them, and yield how many milliseconds they wait,
 * 0 for a turn of the others. -----
 */

struct resumed {
  long is_complete;
  long ms;
};

struct generator {
  struct resumed (*resume)(struct generator *generator);
};

/* Runs one from the heap, which is freed when it is complete, as far as run_callbacks is called. */
void run_generator(struct generator *generator);

#ifdef __cplusplus
}
#endif

#endif
