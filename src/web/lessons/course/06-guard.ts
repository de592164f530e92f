import { thread } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

export const guard: Lesson = {
  id: 'guard',
  title: 'Guard: the end of a thread',
  about: 'What runs when the function has returned, and who gets the slot.',
  program: 'demo.s',
  steps: [
    {
      title: 'A function that nobody has called',
      text: [
        'Thread 2 has finished its work, and has come to `guard` by way of `call` and `skip`. The demo brings its own guard, which says who has finished.',
        'All words that `spawn` put on this stack have been popped.',
      ],
      at: { label: 'guard' },
      see: [{ part: 'line' }, { thread: 2, below: 16 }],
      ask: {
        question: 'On whose stack does `guard` run?',
        choices: [
          { text: 'On thread 2’s own', is: ({ after }) => thread(after, 2).isLive },
          { text: 'On thread 0’s', is: ({ after }) => thread(after, 0).isLive },
          {
            text: 'On none: it belongs to the host',
            is: ({ after }) => !after.threads.some(({ isLive }) => isLive),
          },
        ],
        look: { label: 'guard', plus: 1 },
        seen: 'guard has just taken 8 bytes. Look where the line of `rsp` is.',
        see: [{ register: 'rsp' }, { thread: 2, above: 0 }],
        explain:
          'guard is the last function of the thread itself. It may push, call and print like any other. It only must not return: nothing lies above it.',
      },
    },
    {
      title: 'Hand it back',
      text: [
        '“THREAD 2 FINISHED.” has been printed. `t_return` tells the host: I am done, give the processor to somebody else.',
      ],
      at: { label: 't_return', plus: 1 },
      see: [{ part: 'line' }, { thread: 2, part: 'head' }],
      ask: {
        question: 'What is the state of thread 2 behind this `syscall`?',
        veils: ['next', 'timeline'],
        choices: [
          { text: 'Ready: it may run again', is: ({ after }) => thread(after, 2).state === 'Ready' },
          { text: 'Blocked: it waits', is: ({ after }) => thread(after, 2).state === 'Blocked' },
          { text: 'Available: its slot is free', is: ({ after }) => thread(after, 2).state === 'Available' },
        ],
        look: { label: 't_return', plus: 2 },
        seen: 'Look at the head of column 2.',
        see: [
          { thread: 2, part: 'head' },
          { thread: 2, part: 'lane' },
        ],
        explain:
          'There is no dead thread that somebody must bury. The slot, its context and its stack are there for the next spawn.',
      },
    },
    {
      title: 'One more switch',
      text: [
        'A thread that is Available still has to leave: its rsp is in the machine. So the same `switch` runs as for a yield.',
      ],
      at: { label: 't_return', plus: 3 },
      see: [{ part: 'line' }, { part: 'phase' }],
      ask: {
        question: 'Does `switch` save the registers of the finished thread?',
        choices: [
          { text: 'Yes, like anybody’s', is: ({ after }) => after.transfer?.fields[0]?.saved != null },
          { text: 'No, it only loads', is: ({ after }) => after.transfer?.fields[0]?.saved === null },
        ],
        look: { label: 'switch', visit: 3, plus: 7 },
        seen: 'Look at the column of thread 2: seven marks are filled.',
        see: [
          { thread: 2, field: 'rsp' },
          { thread: 2, field: 'rbp' },
        ],
        explain:
          'Nobody will load them again. A case of its own would cost a test and a branch at every switch; saving seven words for nothing costs less.',
      },
    },
    {
      title: 'Who is next?',
      text: ['Thread 2 had spawned thread 3 before it finished. Threads 0, 1 and 3 are Ready.'],
      at: { label: 't_return', plus: 1 },
      see: [
        { thread: 0, part: 'head' },
        { thread: 1, part: 'head' },
        { thread: 3, part: 'head' },
      ],
      ask: {
        question: 'Who runs after thread 2?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'Thread 0, which had spawned it', is: ({ after }) => after.current.id === 0 },
          { text: 'Thread 1', is: ({ after }) => after.current.id === 1 },
          { text: 'Thread 3', is: ({ after }) => after.current.id === 3 },
        ],
        look: { switch: 3 },
        seen: 'Look at the heads, and at the timeline.',
        see: [
          { thread: 3, part: 'head' },
          { thread: 3, part: 'lane' },
        ],
        explain:
          'Round robin again, upwards from slot 2. To finish is to yield and never to come back; who has spawned whom plays no part.',
      },
    },
    {
      title: 'The base thread has no guard',
      text: [
        'Thread 0 runs on the stack that the program began with. Below `main` lies `_start`: no call, no skip, no guard.',
        '`main` has returned long ago. All others have finished.',
      ],
      at: { label: 'exit_last' },
      see: [{ thread: 0, part: 'head' }, { part: 'line' }],
      ask: {
        question: 'How does the program end?',
        veils: ['next', 'timeline'],
        choices: [
          { text: 'With a fault: somebody has to', is: ({ after }) => after.ending?.kind === 'fault' },
          {
            text: 'Thread 0 exits, with the status of `main`',
            is: ({ after }) => after.ending?.kind === 'exit' && after.current.id === 0,
          },
          {
            text: 'Thread 1 exits: it has finished last',
            is: ({ after }) => after.ending?.kind === 'exit' && after.current.id === 1,
          },
        ],
        look: 'end',
        seen: 'Look at the sentence: the program has ended, and with which status.',
        see: [{ part: 'phase' }, { part: 'next' }],
        explain:
          'The base thread waits until nobody else is left, and ends the program with what main has returned. If it ended sooner, the others would die with it.',
      },
    },
    {
      title: 'Two guards',
      text: [
        'The word is used twice. `guard` is a function: the end of a thread. A guard page is memory that nobody may touch: the end of a stack. It lies below each stack; whoever pushes too much hits it, and the program faults instead of writing to the stack of somebody else.',
        'Go back to any finished thread on the timeline, and see its column: what it has used of its stack is still known.',
      ],
      at: { label: 'skip' },
      see: [{ thread: 2, part: 'stack' }],
    },
  ],
};
