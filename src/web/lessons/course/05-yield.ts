import { label } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

export const yielding: Lesson = {
  id: 'yield',
  title: 'Yield and round robin',
  about: 'Who runs next, and where a thread goes on when its turn comes.',
  program: 'counters.s',
  steps: [
    {
      title: 'Nobody is interrupted',
      text: [
        'Three threads: 0 has started the others, 1 counts to 10, 2 counts to 15. Thread 1 runs, and it will run until it gives way by itself.',
        'Now it does: it has called `yield_thread`.',
      ],
      at: { label: 'yield_thread', visit: 2 },
      see: [{ thread: 1, part: 'head' }, { part: 'line' }],
      ask: {
        question: 'Threads 0 and 2 are Ready. Who runs next?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'Thread 0, the base thread', is: ({ after }) => after.current.id === 0 },
          { text: 'Thread 1 again', is: ({ after }) => after.current.id === 1 },
          { text: 'Thread 2', is: ({ after }) => after.current.id === 2 },
        ],
        look: { switch: 2 },
        seen: 'Look at the heads: who is Running? And at the timeline: a bar begins in another lane.',
        see: [
          { thread: 2, part: 'head' },
          { thread: 2, part: 'lane' },
        ],
        explain:
          'Round robin looks upwards from the slot that runs: 2 comes behind 1. It is Ready, so it is next.',
      },
    },
    {
      title: 'And behind the last one?',
      text: ['Now thread 2 gives way. Slot 3 is Available: there is nobody. Then the slots end.'],
      at: { label: 'yield_thread', visit: 3 },
      see: [
        { thread: 2, part: 'head' },
        { thread: 3, part: 'head' },
      ],
      ask: {
        question: 'Who runs next?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'Thread 0', is: ({ after }) => after.current.id === 0 },
          { text: 'Thread 1', is: ({ after }) => after.current.id === 1 },
          { text: 'Nobody: the program ends', is: ({ after }) => after.ending !== null },
        ],
        look: { switch: 3 },
        seen: 'Look at the timeline: the bar has gone back to the lane on top.',
        see: [
          { thread: 0, part: 'lane' },
          { thread: 0, part: 'head' },
        ],
        explain:
          'Behind the last slot, round robin begins again with the first. Nobody is passed over, and nobody comes twice before all others have had their turn.',
      },
    },
    {
      title: 'Back to thread 1',
      text: [
        'Thread 0 has nothing to do: `main` has returned, and `_start` yields as long as somebody else is Ready. So thread 1 has its second turn.',
      ],
      at: { label: 'yield_thread', visit: 4 },
      see: [
        { thread: 0, part: 'head' },
        { thread: 1, above: 0 },
      ],
      ask: {
        question: 'Where does thread 1 go on?',
        choices: [
          { text: 'At the beginning of `count`', is: ({ after }) => after.rip.name === 'count' },
          {
            text: 'In `count`, behind its `call yield_thread`',
            is: ({ after }) => after.rip.name.startsWith('count+'),
          },
          { text: 'At the `syscall` of `yield_thread`', is: ({ after }) => label(after) === 'yield_thread' },
        ],
        look: { switch: 4 },
        seen: 'Look at the line in the source.',
        see: [{ part: 'line' }, { register: 'rip' }],
        explain: 'yield_thread has returned, that is all. The loop counts on, with its counter in rbx.',
      },
    },
    {
      title: 'What `rax` says',
      text: ['`yield_thread` is a function, and it has an answer. Look at rax.'],
      at: { switch: 4 },
      see: [{ register: 'rax' }],
      ask: {
        question: 'What will the thread print next?',
        veils: ['printed', 'timeline'],
        choices: [
          {
            text: '`thread: 1 counter: 0`, once more',
            is: ({ after, printed }) =>
              printed.find(({ at }) => at >= after.at)?.text === 'thread: 1 counter: 0',
          },
          {
            text: '`thread: 1 counter: 1`',
            is: ({ after, printed }) =>
              printed.find(({ at }) => at >= after.at)?.text === 'thread: 1 counter: 1',
          },
          {
            text: '`thread: 2 counter: 1`',
            is: ({ after, printed }) =>
              printed.find(({ at }) => at >= after.at)?.text === 'thread: 2 counter: 1',
          },
        ],
        look: { switch: 4 },
        seen: 'Look at the output: what lies behind “now” is what will be printed.',
        see: [{ part: 'output' }, { register: 'rax' }],
        explain:
          'Thread 1 counts on from 0 to 1. rax is 1: somebody else has run meanwhile. A thread that is alone gets 0, and knows that nobody is left.',
      },
    },
    {
      title: 'Nobody is left',
      text: [
        'Much later. Both counters have finished; their slots are Available. Only thread 0 is there, and it yields once more.',
      ],
      at: { label: 'yield_thread', visit: 42 },
      see: [{ thread: 1, part: 'head' }, { thread: 2, part: 'head' }, { part: 'line' }],
      ask: {
        question: 'What happens?',
        veils: ['next', 'timeline'],
        choices: [
          {
            text: 'It waits for ever',
            is: ({ after }) => after.ending === null && label(after) === 'yield_thread',
          },
          {
            text: 'The call returns 0, and the program goes on to its end',
            is: ({ after }) => label(after) === 'exit_last',
          },
          { text: 'It is a fault', is: ({ after }) => after.ending?.kind === 'fault' },
        ],
        look: { label: 'exit_last' },
        seen: '`_start` has left its loop, and calls `exit_last`.',
        see: [{ part: 'line' }, { register: 'rdi' }],
        explain:
          'With nobody else Ready, the host answers with the same context twice. switch saves and loads the same values: harmless. rax is 0, and that ends the loop of the base thread.',
      },
    },
    {
      title: 'The whole run',
      text: [
        'Look at the timeline: three lanes that take turns, like stairs. At the end the stairs have two steps, for thread 1 has finished first.',
        'Drag along it. Every moment is the same each time: there is no chance in it. A policy picks from what it knows: who was last, and who is Ready.',
      ],
      at: 'end',
      see: [{ part: 'timeline' }],
    },
  ],
};
