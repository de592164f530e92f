#include "fiberscope.h"
#include "models.h"

static void says(void *text) { print(text); }

static struct answer doubles(long value, void *by) {
  print_number(value + (long)by);
  print(" from a promise\n");
  return (struct answer){value + (long)by, RETURNED};
}

struct twice {
  struct future future;
  struct future *first;
  long value;
};

static struct poll poll_twice(struct future *self, struct context *context) {
  struct twice *twice = (struct twice *)self;
  while (twice->first) {
    struct poll poll = await_future(&twice->first, context);
    if (!poll.is_ready) return poll;
    twice->value += poll.value;
    if (twice->value < 42) twice->first = socket_future(10, 21);
  }
  return (struct poll){1, twice->value};
}

static void drop_twice(struct future *self) {
  drop_future(((struct twice *)self)->first);
  free(self);
}

static const struct future_functions TWICE = {poll_twice, drop_twice};

struct counter {
  struct generator generator;
  long left;
};

static struct resumed resume(struct generator *self) {
  struct counter *counter = (struct counter *)self;
  print_number(counter->left);
  print(" from a generator\n");
  return (struct resumed){counter->left-- == 0, 5};
}

int main(void) {
  thread_join(thread_spawn(says, "a thread\n"));
  set_timeout(10, says, "a callback\n");
  run_callbacks();
  promise_await(promise_then(timer(10), doubles, 0, (void *)7), doubles, 0, (void *)7);
  run_promises();
  struct counter *counter = malloc(sizeof *counter);
  *counter = (struct counter){{resume}, 2};
  run_generator(&counter->generator);
  run_callbacks();
  struct twice *twice = malloc(sizeof *twice);
  *twice = (struct twice){{&TWICE}, socket_future(10, 21), 0};
  print_number(block_on(spawn_local(&twice->future)));
  print(" from a future\n");
  return 0;
}
