import { thread } from '../facts.ts';
import type { View } from '../../protocol.ts';
import type { Evidence, Lesson } from '../lesson.ts';

const GREEN = 'green-threads/nested-timers.s';
const CALLBACKS = 'callbacks/nested-timers.s';
const PROMISES = 'promises/nested-timers.s';
const FUTURES = 'futures/nested-timers.s';
const OS_THREADS = 'os-threads/nested-timers.s';

const milliseconds = ({ time }: View): number => Math.round(time / 1e6);
const alive = ({ states }: View): number => states.Ready + states.Running + states.Blocked;
const lines = ({ printed, after }: Evidence): number => printed.filter(({ at }) => at <= after.at).length;
const caller = (view: View): string | undefined => thread(view, 0).stack.frames[1]?.function;

export const models: Lesson = {
  id: 'models',
  title: 'Green threads and the others',
  about: 'One job, five ways: green threads, callbacks, promises, futures, OS threads.',
  program: GREEN,
  steps: [
    {
      title: 'The job',
      text: [
        'One task waits for 200 ms and prints. Another waits for 100 ms, prints, and starts a third one that waits for 50 ms. All that at once.',
        'First with green threads: `creates`, `chains` and `nested` are functions that call `sleep_ms` and go on.',
      ],
      at: { label: 'main' },
      see: [{ part: 'line' }],
      ask: {
        question: 'After how many milliseconds is all done?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: '150', is: ({ after }) => milliseconds(after) === 150 },
          { text: '200', is: ({ after }) => milliseconds(after) === 200 },
          { text: '350', is: ({ after }) => milliseconds(after) === 350 },
        ],
        look: 'end',
        seen: 'Look at the output: the nested task was done before the first one.',
        see: [{ part: 'output' }, { part: 'timeline' }],
        explain:
          'They wait at the same time: 100 and 50 are over before 200. Each task kept its place on a stack of its own meanwhile: three threads, three stacks.',
      },
    },
    {
      title: 'Callbacks: say what comes then',
      text: [
        'Now the same job without threads. `set_timeout` has been told twice what to call, and when. Then `main` has called the loop that waits.',
      ],
      program: CALLBACKS,
      at: { label: 'run_callbacks' },
      see: [{ part: 'line' }],
      ask: {
        question: 'How many stacks are in use when everything waits?',
        choices: [
          { text: 'One', is: ({ after }) => alive(after) === 1 },
          { text: 'Two, one for each timer', is: ({ after }) => alive(after) === 2 },
          { text: 'Three, one for each task and the loop', is: ({ after }) => alive(after) === 3 },
        ],
        look: { label: 'next_event' },
        seen: 'Look at the columns: only thread 0 is there.',
        see: [
          { thread: 0, part: 'head' },
          { thread: 1, part: 'head' },
        ],
        explain:
          'A function that wants to wait must return, or the loop would stand still. So its stack frame is gone, and what it must remember lies on the heap: here the function and its argument.',
      },
    },
    {
      title: 'Who calls back?',
      text: ['100 ms are over. `chains` begins: a function that `main` has named.'],
      program: CALLBACKS,
      at: { label: 'chains' },
      see: [{ part: 'line' }],
      ask: {
        question: 'Who has called it?',
        veils: ['slots'],
        choices: [
          { text: '`main`', is: ({ after }) => caller(after) === 'main' },
          {
            text: 'The loop, `run_callbacks`',
            is: ({ after }) => caller(after)?.startsWith('run_callback') === true,
          },
          { text: '`set_timeout`', is: ({ after }) => caller(after) === 'set_timeout' },
        ],
        look: { label: 'chains' },
        seen: 'Look at the word on top of the stack: where it returns to.',
        see: [{ thread: 0, above: 0 }],
        explain:
          'The code that named it has returned long ago. That is what makes callbacks hard: an error has nobody above it to go to, and a sequence of waits becomes a nest of functions.',
      },
    },
    {
      title: 'Promises: a value to come',
      text: [
        'A promise is an object that says “not yet”, and later what has come of it. One hangs functions on it with `then`: a chain, not a nest. Beneath it are callbacks.',
      ],
      program: PROMISES,
      at: { label: 'timer' },
      see: [{ part: 'line' }],
      ask: {
        question: 'When does the first timer begin to run?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: 'At once, when the promise is made', is: (it) => lines(it) === 1 },
          { text: 'When somebody waits for it', is: (it) => lines(it) === 2 },
        ],
        look: { label: 'timer_after' },
        seen: 'The host is asked for a timer now. Look at the output: “While our tasks are executing” has not been printed yet.',
        see: [{ part: 'output' }, { part: 'line' }],
        explain: 'Promises are eager: to make one is to begin. Those of JavaScript are, too.',
      },
    },
    {
      title: 'Futures: nothing by itself',
      text: [
        'A future looks like a promise: a value to come. `says` makes one that will wait for 200 ms and print.',
      ],
      program: FUTURES,
      at: { label: 'says' },
      see: [{ part: 'line' }, { register: 'rdi' }],
      ask: {
        question: 'When does its timer begin to run?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: 'At once, when the future is made', is: (it) => lines(it) === 1 },
          { text: 'When `main` waits, and the future is polled', is: (it) => lines(it) === 2 },
        ],
        look: { label: 'timer_after' },
        seen: 'Read the stack upwards: poll, poll_future, poll_says, ... up to block_on. And the output: the second line has been printed.',
        see: [{ part: 'output' }, { thread: 0, part: 'stack' }],
        explain:
          'Futures are lazy: they do nothing until somebody polls them. What is never waited for never happens, and costs nothing. Rust’s are like that.',
      },
    },
    {
      title: 'Polled, and polled again',
      text: [
        '100 ms have passed, and `poll_says` is called once more for the same future. It is a function that begins at its beginning each time.',
      ],
      program: FUTURES,
      at: { label: 'poll_says', visit: 3 },
      see: [{ part: 'line' }, { register: 'rdi' }],
      ask: {
        question: 'Where has the future kept how far it is?',
        choices: [
          { text: 'On a stack of its own', is: ({ before }) => alive(before) > 1 },
          {
            text: 'In an object on the heap, which rdi points to',
            is: ({ before }) =>
              alive(before) === 1 &&
              before.registers.rdi !== 0n &&
              before.registers.rdi < before.registers.rsp,
          },
          { text: 'On thread 0’s stack', is: ({ before }) => before.registers.rdi >= before.registers.rsp },
        ],
        look: { label: 'poll_says', visit: 3, plus: 2 },
        seen: 'Look at rdi: its address is far from the stack’s.',
        see: [{ register: 'rdi' }, { register: 'rsp' }],
        explain:
          'A few words: which part it waits for, and what it will print. A compiler makes such an object of an async function: what must survive an await becomes a field. A green thread keeps the same in its stack frames, whoever wrote them.',
      },
    },
    {
      title: 'Threads of the operating system',
      text: [
        'The tasks look as with green threads. But each call goes into the kernel, which trusts nobody and saves everything. `thread_sleep` begins.',
      ],
      program: OS_THREADS,
      at: { label: 'thread_sleep' },
      see: [{ part: 'line' }, { register: 'rsp' }],
      ask: {
        question: 'How many bytes lie on the stack when the kernel waits?',
        choices: [
          {
            text: 'About 60: seven registers',
            is: ({ before, after }) => before.registers.rsp - after.registers.rsp < 100n,
          },
          {
            text: 'About 200',
            is: ({ before, after }) =>
              before.registers.rsp - after.registers.rsp >= 100n &&
              before.registers.rsp - after.registers.rsp < 400n,
          },
          {
            text: 'More than 600',
            is: ({ before, after }) => before.registers.rsp - after.registers.rsp > 600n,
          },
        ],
        look: { label: 'blocking_call', visit: 2 },
        seen: 'Look at rsp, and how far it has come.',
        see: [{ register: 'rsp' }, { thread: 1, above: 0 }],
        explain:
          'All registers, the flags, and what fxsave stores. For this price a thread may be interrupted anywhere, and all cores may run one each. The stack is 8 MiB of addresses as Linux has it.',
      },
    },
    {
      title: 'Which one?',
      text: [
        'For a task that waits, beyond its function’s own data: an OS thread holds about 860 bytes and a large stack, a green thread about 170 and a stack, a callback 64, a generator 80, a future 220, a promise 270.',
        'For one wait: 86 instructions with OS threads, 33 with green threads, 200 to 450 with the others, which also make a timer each time. docs/models.md has the table, and says what was counted.',
        'Green threads let you write code as if it were alone, and pay with stacks. Futures let the compiler work out what must be kept, and everything that waits must say so. Now you have seen both from inside.',
      ],
      program: OS_THREADS,
      at: { label: 'blocking_call', visit: 2 },
      see: [{ part: 'timeline' }],
    },
  ],
};
