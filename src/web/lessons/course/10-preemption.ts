import { thread, top, word } from '../facts.ts';
import type { Settings } from '../../protocol.ts';
import type { Evidence, Lesson } from '../lesson.ts';

const first = ({ printed }: Evidence): string | undefined => printed[0]?.text;

/** rsp of the code that was interrupted, when `preempt` begins: its red zone and its rip lie below. */
const PUSHED = 128n + 8n;
/** Instructions from where `preempt` begins to where the interrupted code goes on, what others run meanwhile included. */
const THERE_AND_BACK = 173;

const settings: Partial<Settings> = { quantum: 50 };

export const preemption: Lesson = {
  id: 'preemption',
  title: 'Preemption',
  about: 'A switch between any two instructions: what must be saved then.',
  program: 'greedy.s',
  steps: [
    {
      title: 'Somebody who never gives way',
      text: ['Thread 1 counts, and calls nobody meanwhile. `patient`, thread 2, is Ready.'],
      at: { label: 'greedy' },
      see: [
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
      ],
      ask: {
        question: 'Which line is printed first?',
        veils: ['next', 'printed', 'timeline'],
        choices: [
          { text: 'greedy is done', is: (it) => first(it) === 'greedy is done' },
          { text: 'patient has a turn', is: (it) => first(it) === 'patient has a turn' },
        ],
        look: { label: 'patient' },
        seen: 'Look at the output, and at the head of thread 1.',
        see: [{ part: 'output' }, { thread: 1, part: 'head' }],
        explain:
          'Whoever does not yield has the processor alone. Forty rounds are nothing; an endless loop here would be the end for all others.',
      },
    },
    {
      title: 'A turn has an end',
      text: [
        'Now the same program with a quantum: after 50 instructions of one turn the host interrupts. The code is the same; nothing in `greedy` says yield.',
      ],
      settings,
      at: { label: 'greedy' },
      see: [{ thread: 1, part: 'head' }],
      ask: {
        question: 'And now, which line is first?',
        veils: ['next', 'printed', 'timeline'],
        choices: [
          { text: 'greedy is done', is: (it) => first(it) === 'greedy is done' },
          { text: 'patient has a turn', is: (it) => first(it) === 'patient has a turn' },
        ],
        look: { label: 'patient' },
        seen: 'Look at the output, and at the head of thread 1: it is not done.',
        see: [{ part: 'output' }, { thread: 1, part: 'head' }],
        explain:
          'The host does what the timer of a real computer does: it interrupts, whoever runs. This is called preemption.',
      },
    },
    {
      title: 'As if it had called',
      text: [
        'This is the moment. Thread 1 was in its loop. The host has moved rsp down, pushed something, and gone to `preempt`. All other registers are as the loop has them.',
      ],
      settings,
      at: { label: 'preempt' },
      see: [{ part: 'line' }, { register: 'rsp' }, { register: 'rcx' }],
      ask: {
        question: 'What has the host pushed?',
        veils: ['slots'],
        choices: [
          { text: 'rcx, the counter', is: ({ before }) => top(before) === before.registers.rcx },
          {
            text: 'The address at which the loop goes on',
            is: ({ before }) =>
              thread(before, 1).stack.slots.some(
                ({ address, kind }) => address === before.registers.rsp && kind === 'interrupted',
              ),
          },
          { text: 'The address of `patient`', is: ({ before, after }) => top(before) === after.rip.address },
        ],
        look: { label: 'preempt' },
        seen: 'Look at the slot on top.',
        see: [{ thread: 1, above: 0 }],
        explain:
          'The host has made it look as if the loop had called preempt. So a ret brings it back: the trick of the fabricated stack once more.',
      },
    },
    {
      title: 'The red zone',
      text: [
        '`greedy` keeps the number 77 just below its rsp, without having moved rsp. It may: 128 bytes below rsp are its red zone.',
        'The host knows that, and has left these 128 bytes alone when it pushed.',
      ],
      settings,
      at: { label: 'preempt' },
      see: [{ thread: 1, above: 128 }, { register: 'rsp' }],
      ask: {
        question: '`preempt` will push a lot. Does that overwrite the 77?',
        choices: [
          {
            text: 'No',
            is: ({ before, after }) => word(after, 1, before.registers.rsp + PUSHED - 8n) === 77n,
          },
          {
            text: 'Yes',
            is: ({ before, after }) => word(after, 1, before.registers.rsp + PUSHED - 8n) !== 77n,
          },
        ],
        look: { label: 'preempt', plus: 4 },
        seen: 'Four words have been pushed already, below the gap. Look for 4d, which is 77, higher up.',
        see: [{ thread: 1, above: 32 + 128 }],
        explain:
          'Without the gap the first push would have hit it. A thread that is interrupted has not prepared for anything: nothing of what it may use must be touched.',
      },
    },
    {
      title: 'Everything, this time',
      text: [
        'At a call, nine registers may be lost, and the flags. The loop has not called anything: it counts in rcx, and has just set the zero flag for its jump.',
      ],
      settings,
      at: { label: 'preempt' },
      see: [{ register: 'rcx' }],
      ask: {
        question: 'How many bytes are on the stack when `preempt` calls `yield_thread`?',
        choices: [
          {
            text: '56: seven registers',
            is: ({ before, after }) => before.registers.rsp - after.registers.rsp < 100n,
          },
          {
            text: '128: all general registers and the flags',
            is: ({ before, after }) =>
              before.registers.rsp - after.registers.rsp >= 100n &&
              before.registers.rsp - after.registers.rsp < 200n,
          },
          {
            text: 'More than 600',
            is: ({ before, after }) => before.registers.rsp - after.registers.rsp > 600n,
          },
        ],
        look: { label: 'preempt', plus: 21 },
        seen: 'Look at the size of what lies on the stack, by the address of the top slot.',
        see: [{ register: 'rsp' }, { thread: 1, above: 0 }],
        explain:
          'Fifteen registers and the flags are 128 bytes, and fxsave stores 512 more: the SSE registers and their settings. Compare that with the 56 bytes of a switch that was called.',
      },
    },
    {
      title: 'As if nothing had happened',
      text: [
        'Patient has run and finished, and thread 1 has its turn again. `preempt` restores all of it, in reverse order.',
      ],
      settings,
      at: { label: 'preempt' },
      see: [{ register: 'rcx' }, { register: 'rflags' }],
      ask: {
        question: 'Which registers does the loop find changed?',
        choices: [
          {
            text: 'None of rax, rcx, rbx and the flags',
            is: ({ before: { registers: a }, after: { registers: b } }) =>
              a.rax === b.rax && a.rcx === b.rcx && a.rbx === b.rbx && a.rflags === b.rflags,
          },
          {
            text: 'rcx and rax, as after a call',
            is: ({ before: { registers: a }, after: { registers: b } }) => a.rcx !== b.rcx && a.rax !== b.rax,
          },
          {
            text: 'Only the flags',
            is: ({ before: { registers: a }, after: { registers: b } }) =>
              a.rcx === b.rcx && a.rflags !== b.rflags,
          },
        ],
        look: { label: 'preempt', plus: THERE_AND_BACK },
        seen: 'The loop goes on. Compare with the moment of the interrupt: go back and forth on the timeline.',
        see: [{ register: 'rcx' }, { part: 'line' }],
        explain:
          'The loop cannot tell that it was interrupted. That is the promise, and it costs the 640 bytes.',
      },
    },
    {
      title: 'What it costs the programmer',
      text: [
        'With yield alone, a switch happens where the code says so. Between two yields nobody interferes: a counter may be read, changed and written back.',
        'With preemption a switch may come between any two instructions, between the read and the write too. Then two threads that add 1 may add 1 in all. That is why there are locks: load producer-consumer.s, and set a quantum.',
      ],
      settings,
      at: 'end',
      see: [{ part: 'timeline' }],
    },
  ],
};
