import { thread, top } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

export const switching: Lesson = {
  id: 'switch',
  title: 'What `switch` saves, and why only these',
  about: 'Seven values out, eight values in, and a ret: another thread runs.',
  program: 'counters.s',
  steps: [
    {
      title: 'Somebody gives way',
      text: [
        'Two threads count. After each number, the thread calls `yield_thread`: let another one run. Thread 1 is about to do so.',
        'There is one set of registers, at the left. It holds thread 1’s values now. Thread 2 and thread 0 wait; theirs are in memory, one column each.',
      ],
      at: { label: 'yield_thread', visit: 5 },
      see: [{ thread: 1, part: 'head' }, { thread: 2, part: 'head' }, { part: 'next' }],
    },
    {
      title: 'The host has chosen',
      text: [
        '`syscall` has asked the scheduler who is next. It has answered with two addresses: `rdi` is the context of the thread that goes, `rsi` that of the thread that comes.',
        'Thread 2 says Running by now. But nothing has moved yet: rsp still points into thread 1’s stack. Moving things is the work of `switch`, which comes next.',
      ],
      at: { label: 'switch', visit: 5 },
      see: [{ register: 'rdi' }, { register: 'rsi' }, { register: 'rsp' }],
      ask: {
        question: 'Where will the first `mov` put `rsp`?',
        choices: [
          {
            text: 'Into thread 1’s context',
            is: ({ before, after }) => thread(after, 1).context.rsp === before.registers.rsp,
          },
          {
            text: 'Into thread 2’s context',
            is: ({ before, after }) => thread(after, 2).context.rsp === before.registers.rsp,
          },
          {
            text: 'On top of thread 1’s stack',
            is: ({ before, after }) => top(after, 1) === before.registers.rsp,
          },
        ],
        look: { label: 'switch', visit: 5, plus: 1 },
        seen: 'Look at the row of rsp: the live value has gone to the column of thread 1.',
        see: [{ register: 'rsp' }, { thread: 1, field: 'rsp' }],
        explain:
          'A thread that does not run is kept in its context. Whoever leaves saves first. The context has a fixed place for each register: for rsp it is offset 0.',
      },
    },
    {
      title: 'Seven out',
      text: [
        'Step through it yourself if you like: each `mov` fills one row of thread 1’s column. Here all seven are saved.',
        'Thread 1 has left nothing behind in the registers that it could lose. What it has on its stack stays there: nobody else writes to it.',
      ],
      at: { label: 'switch', visit: 5, plus: 7 },
      see: [
        { thread: 1, field: 'rsp' },
        { thread: 1, field: 'rbx' },
        { thread: 1, field: 'rbp' },
        { part: 'phase' },
      ],
    },
    {
      title: 'One `mov` changes the stack',
      text: ['The next instruction loads `rsp` from the context of thread 2.'],
      at: { label: 'switch', visit: 5, plus: 7 },
      see: [{ part: 'line' }, { thread: 2, field: 'rsp' }],
      ask: {
        question: 'Which thread’s stack is in use behind it?',
        choices: [
          { text: 'Thread 1’s, until `ret`', is: ({ after }) => thread(after, 1).isLive },
          { text: 'Thread 2’s, from now on', is: ({ after }) => thread(after, 2).isLive },
          { text: 'Both', is: ({ after }) => thread(after, 1).isLive && thread(after, 2).isLive },
        ],
        look: { label: 'switch', visit: 5, plus: 8 },
        seen: 'The line of `rsp` has gone from one stack to the other. Thread 1’s is dashed: saved.',
        see: [
          { thread: 1, above: 0 },
          { thread: 2, above: 0 },
        ],
        explain:
          'This is the switch, really. What is pushed or popped from now on is pushed or popped there. The other six are loaded so that thread 2 finds its values.',
      },
    },
    {
      title: 'No `rip` in the list',
      text: [
        'All has been loaded; only `ret` is left. A context has seven registers, and rip, the place where a thread goes on, is not one of them.',
      ],
      at: { label: 'switch', visit: 5, plus: 15 },
      see: [{ part: 'line' }, { thread: 2, above: 0 }],
      ask: {
        question: 'How does thread 2 go on where it was?',
        choices: [
          { text: 'It does not: it begins again', is: ({ after }) => after.rip.name === 'counts_to_15' },
          {
            text: '`ret` takes the word on top of its stack',
            is: ({ before, after }) => after.rip.address === top(before),
          },
          { text: '`rsi` says where', is: ({ before, after }) => after.rip.address === before.registers.rsi },
        ],
        look: { switch: 5 },
        seen: 'Look at rip, and at the slot that was on top of thread 2’s stack.',
        see: [{ register: 'rip' }, { thread: 2, above: -8 }],
        explain:
          'Thread 2 had called yield_thread, and that call pushed where to go on. Whoever saves rsp has saved this word too: so rip needs no place of its own. To thread 2, yield_thread was a function that took a while.',
      },
    },
    {
      title: 'Why not all sixteen?',
      text: [
        'Thread 1 is about to yield again. It counts in `rbx`. `rcx` holds something too, and no context has a field for it.',
        'Watch both, until thread 1 has its next turn.',
      ],
      at: { label: 'yield_thread', visit: 5 },
      see: [{ register: 'rbx' }, { register: 'rcx' }],
      ask: {
        question: 'Which of them does thread 1 find unchanged?',
        choices: [
          {
            text: '`rbx` only',
            is: ({ before: { registers: a }, after: { registers: b } }) => a.rbx === b.rbx && a.rcx !== b.rcx,
          },
          {
            text: '`rcx` only',
            is: ({ before: { registers: a }, after: { registers: b } }) => a.rbx !== b.rbx && a.rcx === b.rcx,
          },
          {
            text: 'Both',
            is: ({ before: { registers: a }, after: { registers: b } }) => a.rbx === b.rbx && a.rcx === b.rcx,
          },
          {
            text: 'Neither',
            is: ({ before: { registers: a }, after: { registers: b } }) => a.rbx !== b.rbx && a.rcx !== b.rcx,
          },
        ],
        look: { switch: 7 },
        seen: 'Thread 1 is back behind its call. Compare the two with what they were.',
        see: [{ register: 'rbx' }, { register: 'rcx' }],
        explain:
          'The calling convention says: a function must preserve rbx, rbp, r12 to r15 and rsp, and may lose all others. The caller of yield_thread knows that, and keeps nothing in rcx. So switch saves those seven: they are all that a call must bring back.',
      },
    },
    {
      title: 'A function like any other',
      text: [
        '`switch` is called by one thread and returns to another. Each of them sees a call that returns, with its seven registers as they were.',
        'That is why it is fifteen `mov` and a `ret`, and why it needs no help from the processor. A switch in the middle of anything, without a call, must save everything: see the lesson on preemption.',
      ],
      at: { switch: 7 },
      see: [{ part: 'timeline' }],
    },
  ],
};
