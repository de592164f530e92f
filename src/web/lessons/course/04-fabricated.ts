import { label } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

/** rsp, in bytes beyond a multiple of 16. */
const off = (rsp: bigint): number => Number(rsp % 16n);

export const fabricated: Lesson = {
  id: 'fabricated',
  title: 'The fabricated stack',
  about: 'How a thread that has never run is made to look as if it had been left.',
  program: 'demo.s',
  steps: [
    {
      title: 'Switch to somebody who was never there?',
      text: [
        '`switch` goes on where a thread was left. A new thread was not left anywhere. Two ways: teach `switch` a special case, or make the new thread look as if it had been left.',
        '`spawn` does the second. It is called now; the column of thread 1 is still empty.',
      ],
      at: { label: 'spawn' },
      see: [{ thread: 1, part: 'head' }, { part: 'next' }],
    },
    {
      title: 'A new thread is Ready',
      text: ['`spawn` asks the host for a free slot, a stack and a context.'],
      at: { label: 'spawn', plus: 1 },
      see: [{ part: 'line' }],
      ask: {
        question: 'Who runs when `spawn` has returned?',
        choices: [
          { text: 'Thread 0, which called it', is: ({ after }) => after.current.id === 0 },
          { text: 'Thread 1, the new one', is: ({ after }) => after.current.id === 1 },
        ],
        look: { label: 'spawn', plus: 2 },
        seen: 'Look at the heads of the columns: who is Running, who is Ready?',
        see: [
          { thread: 0, part: 'head' },
          { thread: 1, part: 'head' },
        ],
        explain:
          'To spawn is not to run. The new thread waits for its turn like any other. It needs a context and a stack by then, and has both already.',
      },
    },
    {
      title: 'Three words at the top',
      text: [
        'Look at the stack of thread 1. Its highest address, the top, is a multiple of 16. `spawn` has written three addresses: `guard` at top - 16, `skip` at top - 24, `call` at top - 32.',
        'A double edge marks what spawn has made. And the saved rsp in the context points to the lowest of them.',
      ],
      at: { label: 'spawn', plus: 2 },
      see: [
        { thread: 1, below: 16 },
        { thread: 1, below: 24 },
        { thread: 1, below: 32 },
        { thread: 1, field: 'rsp' },
      ],
    },
    {
      title: 'The first `ret` of its life',
      text: [
        'The base thread has given way, and `switch` has loaded thread 1: zeros, and an rsp. `ret` comes next.',
      ],
      at: { label: 'switch', plus: 15 },
      see: [{ part: 'line' }, { thread: 1, above: 0 }],
      ask: {
        question: '`ret` pops one word. Where does it take us?',
        veils: ['next', 'timeline'],
        choices: [
          { text: 'To `waits`, the thread’s function', is: ({ after }) => label(after) === 'waits' },
          { text: 'To `call`', is: ({ after }) => label(after) === 'call' },
          { text: 'To `guard`', is: ({ after }) => label(after) === 'guard' },
          { text: 'Back into `spawn`', is: ({ after }) => label(after) === 'spawn' },
        ],
        look: { switch: 1 },
        seen: 'Look at rip, and at the popped slot at top - 32.',
        see: [{ register: 'rip' }, { thread: 1, below: 32 }],
        explain:
          'The saved rsp pointed to the slot with the address of call. To switch that was a return address like any other: no special case.',
      },
    },
    {
      title: '`call` fetches the function',
      text: [
        '`switch` has also loaded `rdi`: the address of the Thread, its thread_ptr. There stand the function and its argument, which spawn was given.',
        '`call` takes both from there, and calls. So the function gets its argument in rdi, as functions do.',
      ],
      at: { switch: 1 },
      see: [{ register: 'rdi' }, { thread: 1, field: 'thread_ptr' }],
      ask: {
        question: 'A function expects rsp 8 off a multiple of 16 when it begins. What will it be in `waits`?',
        choices: [
          { text: 'A multiple of 16', is: ({ after }) => off(after.registers.rsp) === 0 },
          { text: '8 off a multiple of 16', is: ({ after }) => off(after.registers.rsp) === 8 },
          { text: 'Anything', is: ({ after }) => off(after.registers.rsp) % 8 !== 0 },
        ],
        look: { label: 'waits' },
        seen: 'Look at the last digit of rsp.',
        see: [{ register: 'rsp' }],
        explain:
          'The convention: rsp is a multiple of 16 before a call, and the call pushes 8 bytes. That is why the slots are at -16, -24 and -32 and not anywhere: code with SSE faults when rsp is not as it expects.',
      },
    },
    {
      title: 'And when the function is done?',
      text: [
        'Some time later, thread 2 is done. `nests` has returned to `call`, and the `ret` of `call` has popped the next word, `skip`. Here we are.',
        '`skip` is nothing but a `ret`.',
      ],
      at: { label: 'skip' },
      see: [{ part: 'line' }, { thread: 2, below: 16 }],
      ask: {
        question: 'Where does it go from here?',
        choices: [
          { text: 'To `guard`', is: ({ after }) => label(after) === 'guard' },
          { text: 'To `nests` again', is: ({ after }) => label(after) === 'nests' },
          { text: 'Back to `main`', is: ({ after }) => label(after) === 'main' },
        ],
        look: { label: 'skip', plus: 1 },
        seen: 'Look at rip. The last of the three words has been popped.',
        see: [{ register: 'rip' }, { thread: 2, below: 16 }],
        explain:
          'Three words, three returns: call, skip, guard. guard never returns: it hands the thread back. There is nothing above it to return to.',
      },
    },
    {
      title: 'Why `skip` at all?',
      text: [
        'We are in `skip` once more. `call` could have returned straight to `guard`. Look at rsp now: a multiple of 16.',
        '`guard` is a function too. It was not called, but it should not notice.',
      ],
      at: { label: 'skip' },
      see: [{ register: 'rsp' }],
      ask: {
        question: 'How is rsp when `guard` begins?',
        choices: [
          { text: 'A multiple of 16, as here', is: ({ after }) => off(after.registers.rsp) === 0 },
          { text: '8 off one, as behind a call', is: ({ after }) => off(after.registers.rsp) === 8 },
        ],
        look: { label: 'guard' },
        seen: 'The `ret` in skip has moved rsp by 8.',
        see: [{ register: 'rsp' }, { part: 'line' }],
        explain:
          'Each ret adds 8 to rsp. skip is there for these 8 bytes: with it, guard finds its stack aligned as after a call. Without it, the first aligned SSE store in guard would fault.',
      },
    },
    {
      title: 'Made, not left',
      text: [
        'A context, a stack with three words, and nothing else: that is a thread that can be switched to. `switch` cannot tell it from one that has run for hours.',
        'In the exercise write-spawn you make such a stack yourself.',
      ],
      at: { label: 'guard' },
      see: [{ thread: 2, part: 'stack' }],
    },
  ],
};
