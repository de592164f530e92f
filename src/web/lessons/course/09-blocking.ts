import { thread } from '../facts.ts';
import type { Evidence, Lesson } from '../lesson.ts';

const milliseconds = ({ after }: Evidence): number => Math.round(after.time / 1e6);

export const blocking: Lesson = {
  id: 'blocking',
  title: 'Blocking',
  about: 'What a runtime does about a call that has to wait.',
  program: 'five-steps.s',
  steps: [
    {
      title: 'An answer in two seconds',
      text: [
        'Thread 1 reads from a connection. The answer takes two seconds: billions of instructions. If the whole program waited for it, green threads would be of little use.',
        'This runtime has calls that wait: `read`, `sleep_ms`, `join`. To the thread they look like functions that take a while.',
      ],
      at: { label: 'read' },
      see: [{ thread: 1, part: 'head' }, { part: 'next' }],
    },
    {
      title: 'Handing over what is waited for',
      text: ['The call is made: number in rax, file in rdi. The host sees that nothing is there to be read.'],
      at: { label: 'read', plus: 3 },
      see: [{ part: 'line' }, { register: 'rdi' }],
      ask: {
        question: 'What becomes of thread 1?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          {
            text: 'It stays Running, and asks again and again',
            is: ({ after }) => thread(after, 1).state === 'Running',
          },
          { text: 'It becomes Ready', is: ({ after }) => thread(after, 1).state === 'Ready' },
          { text: 'It becomes Blocked', is: ({ after }) => thread(after, 1).state === 'Blocked' },
        ],
        look: { label: 'read', plus: 4 },
        seen: 'Look at the head of column 1. It says what the thread waits for.',
        see: [
          { thread: 1, part: 'head' },
          { thread: 2, part: 'head' },
        ],
        explain:
          'Blocked is Ready with a reason not to be. The host writes down what the thread waits for, and round robin passes over it until that has happened.',
      },
    },
    {
      title: 'The same `switch`',
      text: ['The host has answered with two contexts, as for a yield. `switch` comes next.'],
      at: { label: 'read', plus: 5 },
      see: [{ part: 'line' }, { register: 'rdi' }, { register: 'rsi' }],
      ask: {
        question: 'Who runs next?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          {
            text: 'Thread 0: it waits for thread 1 and must be told',
            is: ({ after }) => after.current.id === 0,
          },
          { text: 'Thread 2, the only one that is Ready', is: ({ after }) => after.current.id === 2 },
          { text: 'Nobody, for two seconds', is: ({ after }) => after.time >= 2e9 },
        ],
        look: { label: 'counts' },
        seen: 'Look at the heads: two are Blocked, one runs.',
        see: [
          { thread: 0, part: 'head' },
          { thread: 1, part: 'head' },
          { thread: 2, part: 'head' },
        ],
        explain:
          'To block is to yield, and not to be chosen for a while. For switch there is no difference: it saves one and loads the other.',
      },
    },
    {
      title: 'And when all wait?',
      text: [
        'Thread 2 has printed a line, and sleeps for 750 milliseconds. Thread 0 waits for thread 1, and thread 1 for its answer.',
      ],
      at: { label: 'sleep_ms' },
      see: [{ thread: 2, part: 'head' }, { part: 'output' }],
      ask: {
        question: 'What does the clock say when the next line is printed?',
        veils: ['printed', 'timeline'],
        choices: [
          { text: '0 ms: the sleep is left out', is: (it) => milliseconds(it) === 0 },
          { text: '750 ms', is: (it) => milliseconds(it) === 750 },
          { text: '2000 ms', is: (it) => milliseconds(it) === 2000 },
        ],
        look: { label: 'clock_ms', visit: 3 },
        seen: 'Look at the output behind “now”: the line begins with its time.',
        see: [{ part: 'output' }, { thread: 2, part: 'head' }],
        explain:
          'Nobody can run, so time passes: here the clock is virtual and jumps to the next event. On a real system the runtime sleeps in one system call, epoll for example, that waits for all events at once.',
      },
    },
    {
      title: 'Two events',
      text: [
        'It is 1500 ms. Thread 2 sleeps for the third time, until 2250 ms. The answer for thread 1 comes at 2000 ms.',
      ],
      at: { label: 'sleep_ms', visit: 3 },
      see: [
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
      ],
      ask: {
        question: 'Who goes on first?',
        veils: ['printed', 'timeline'],
        choices: [
          { text: 'Thread 1', is: ({ after }) => after.current.id === 1 },
          { text: 'Thread 2', is: ({ after }) => after.current.id === 2 },
          { text: 'Thread 0', is: ({ after }) => after.current.id === 0 },
        ],
        look: { label: 'clock_ms', visit: 5 },
        seen: 'Look at the heads, and at the output.',
        see: [{ thread: 1, part: 'head' }, { part: 'output' }],
        explain:
          'The first event wakes its thread: it is Ready again, is chosen, and read returns to where it was called. Not a line of that code says that two seconds have passed meanwhile.',
      },
    },
    {
      title: 'Waiting for a thread',
      text: [
        'Thread 1 is about to end, and leaves a value: `thread_exit`. Thread 0 has called `join`: it waits for just that.',
      ],
      at: { label: 'thread_exit' },
      see: [{ register: 'rdi' }, { thread: 0, part: 'head' }, { thread: 2, part: 'head' }],
      ask: {
        question: 'What does `join` bring thread 0?',
        veils: ['next', 'printed', 'timeline'],
        choices: [
          { text: '0: all went well', is: ({ after }) => after.registers.rbx === 0n },
          { text: '1, the id of the thread', is: ({ after }) => after.registers.rbx === 1n },
          { text: '42, the answer that thread 1 has read', is: ({ after }) => after.registers.rbx === 42n },
        ],
        look: { label: 'say', visit: 6 },
        seen: 'Thread 0 runs again, and has put what join answered into rbx.',
        see: [{ register: 'rbx' }, { thread: 0, part: 'head' }],
        explain:
          'An event need not come from outside: the end of a thread is one. The value lies in the slot until somebody joins.',
      },
    },
    {
      title: 'Five steps',
      text: [
        'Run some code. Make a call that waits, and hand over what for. Jump to the scheduler. Run another thread. When it has happened, come back.',
        'Who waits for somebody who waits for them waits for ever. Load philosophers-deadlock.s from the programs menu: five threads, five forks, and in the end the report says who waits for whom.',
      ],
      at: 'end',
      see: [{ part: 'timeline' }],
    },
  ],
};
