import { label, thread } from '../facts.ts';
import type { Settings, View } from '../../protocol.ts';
import type { Lesson } from '../lesson.ts';

const small: Partial<Settings> = { stackSize: 4 << 10 };
const commit: Partial<Settings> = { stack: 'commit', stackSize: 1 << 20 };
const copy: Partial<Settings> = { stack: 'copy', stackSize: 4 << 10 };
const segments: Partial<Settings> = { stack: 'segments', stackSize: 4 << 10 };

/** Bytes of thread 1's stack that have memory. */
function committed(view: View): number {
  const { stack } = thread(view, 1);
  const reserved = stack.areas.filter(({ kind }) => kind === 'reserved' || kind === 'moving guard');
  return stack.stack.size - reserved.reduce((sum, { size }) => sum + size, 0);
}

const base = (view: View): bigint => thread(view, 1).stack.stack.base;
const size = (view: View): number => thread(view, 1).stack.stack.size;

export const growing: Lesson = {
  id: 'growing',
  title: 'Stacks that grow',
  about: 'How large should a stack be? Reserve, copy, or add a piece.',
  program: 'deep.s',
  steps: [
    {
      title: 'How large?',
      text: [
        'A hundred thousand threads with 2 MiB each are 200 GiB. With 4 KiB each they are 400 MiB. But how much does a thread need? Nobody knows before it runs.',
        'Thread 1 has 4 KiB here. `sum` calls itself a thousand times, with 64 bytes of stack each.',
      ],
      settings: small,
      at: { label: 'sum' },
      see: [{ thread: 1, part: 'stack' }, { register: 'rdi' }],
      ask: {
        question: 'What happens?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          {
            text: 'It goes on below, in the stack of thread 2',
            is: ({ after }) => after.ending?.kind === 'exit' && after.registers.rsp < base(after),
          },
          {
            text: 'It faults at the guard page',
            is: ({ after }) =>
              after.ending?.kind === 'fault' && after.ending.report.access?.place.includes('guard') === true,
          },
          {
            text: 'The stack grows',
            is: ({ before, after }) => after.ending?.kind === 'exit' && size(after) > size(before),
          },
        ],
        look: 'end',
        seen: 'Look at the line above the board, and at the stack: full, down to the guard.',
        see: [{ part: 'phase' }, { thread: 1, part: 'stack' }],
        explain:
          'The guard page has done its work: a stop, where otherwise another thread’s stack would have been overwritten. But the program wanted no more than 64 KiB.',
      },
    },
    {
      title: 'Reserve much, take little',
      text: [
        'Addresses cost nothing; memory does. Now 1 MiB of addresses is reserved for the stack, and only the top page has memory. Below it lies a guard that can move.',
      ],
      settings: commit,
      at: { label: 'sum', visit: 64 },
      see: [{ thread: 1, part: 'stack' }, { register: 'rsp' }],
      ask: {
        question: 'The next calls touch the guard. What happens?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: 'A fault, as before', is: ({ after }) => after.ending?.kind === 'fault' },
          {
            text: 'One page more gets memory, and the guard moves down',
            is: ({ before, after }) => committed(after) - committed(before) === 4096,
          },
          { text: 'All of the 1 MiB gets memory', is: ({ after }) => committed(after) === size(after) },
        ],
        look: { label: 'sum', visit: 65 },
        seen: 'The thread goes on. Compare how much of the stack has been used.',
        see: [{ thread: 1, part: 'stack' }, { register: 'rsp' }],
        explain:
          'The access faults, somebody sees that it was the guard of a stack, gives it memory, and the instruction is executed again. Windows does so, and Linux for the main thread. A page is the least, and what was taken is rarely given back.',
      },
    },
    {
      title: 'Ask before you push',
      text: [
        'Without such help: let each function look for itself. `sum` begins with `cmp rsp, fs:[0x70]`. If too little is left, it calls `__morestack`.',
        'Here stacks grow by copies. The 4 KiB have been enough so far; now they are not.',
      ],
      settings: copy,
      at: { label: '__morestack' },
      see: [{ part: 'line' }, { register: 'rsp' }, { thread: 1, part: 'stack' }],
      ask: {
        question: 'How large is the stack when `sum` goes on?',
        choices: [
          { text: '4 KiB: a second one of the same size', is: ({ after }) => size(after) === 4 << 10 },
          { text: '8 KiB', is: ({ after }) => size(after) === 8 << 10 },
          { text: '1 MiB', is: ({ after }) => size(after) === 1 << 20 },
        ],
        look: { label: 'sum', visit: 43 },
        seen: 'Look at rsp: the stack lies somewhere else. And at its size, from its base to its top.',
        see: [{ register: 'rsp' }, { thread: 1, part: 'stack' }],
        explain:
          'All that lay on the old stack has been copied to one twice as large. Doubling makes copies rare: ten of them lead from 4 KiB to 4 MiB. Go does it so.',
      },
    },
    {
      title: 'What pointed there?',
      text: [
        'Another program. Its thread has the number 40 on its stack, and a pointer to it beside. It goes deep, so its stack is copied. Then it adds 2 by way of the pointer, and prints the number.',
      ],
      program: 'copied.s',
      settings: copy,
      at: { label: 'descend' },
      see: [
        { thread: 1, above: 8 },
        { thread: 1, above: 16 },
      ],
      ask: {
        question: 'What is the number?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: '40', is: ({ printed }) => printed[0]?.text.startsWith('the number is 40,') === true },
          { text: '42', is: ({ printed }) => printed[0]?.text.startsWith('the number is 42,') === true },
          { text: '44', is: ({ printed }) => printed[0]?.text.startsWith('the number is 44,') === true },
        ],
        look: 'end',
        seen: 'Look at the output: the number, and what lies at the pointer.',
        see: [{ part: 'output' }],
        explain:
          'The pointer was copied like all else, and still leads to the old stack. The 2 was added there. To copy stacks one must know where on them pointers lie. Go’s compiler keeps a map of each frame; a C compiler does not.',
      },
    },
    {
      title: 'Add a piece',
      text: [
        'Then leave what is there, and give the function that asks a segment of its own: another 4 KiB somewhere else. No pointer is wrong then.',
      ],
      settings: segments,
      at: { label: '__morestack' },
      see: [{ register: 'rsp' }, { thread: 1, part: 'stack' }],
      ask: {
        question: 'How large is the stack that `sum` goes on with?',
        choices: [
          {
            text: '4 KiB, elsewhere',
            is: ({ before, after }) => size(after) === 4 << 10 && base(after) !== base(before),
          },
          {
            text: '8 KiB, elsewhere',
            is: ({ before, after }) => size(after) === 8 << 10 && base(after) !== base(before),
          },
          { text: 'The same 4 KiB', is: ({ before, after }) => base(after) === base(before) },
        ],
        look: { label: 'sum', visit: 43 },
        seen: 'Look at rsp, and at the base of the stack that is shown.',
        see: [{ register: 'rsp' }, { thread: 1, part: 'stack' }],
        explain:
          'When the function returns, its segment is given back, and rsp is on the old stack again. gcc -fsplit-stack and early versions of Go and Rust did this.',
      },
    },
    {
      title: 'The hot split',
      text: [
        'A loop calls a small function a thousand times. Just here the segment is nearly full: the first call needed a new one, and has given it back. The second call has begun.',
      ],
      program: 'hot.s',
      settings: segments,
      at: { label: 'next', visit: 2 },
      see: [{ part: 'line' }, { register: 'rsp' }],
      ask: {
        question: 'Does the second call find room?',
        choices: [
          {
            text: 'Yes: the segment is kept',
            is: ({ after }) => label(after) === 'next' || label(after) === 'worker',
          },
          { text: 'No: it asks for a new one again', is: ({ after }) => label(after) === '__morestack' },
        ],
        look: { label: 'next', visit: 2, plus: 5 },
        seen: 'Look where it is now.',
        see: [{ part: 'line' }, { register: 'rip' }],
        explain:
          'Each of a thousand calls takes a segment and gives it back: the loop is many times slower, and only at this depth. This is called the hot split. It is why Go and Rust have given segments up.',
      },
    },
    {
      title: 'No free lunch',
      text: [
        'Fixed: simple and fast, and either too much or too little. Commit: needs addresses and pages. Copy: needs a compiler that knows all pointers. Segments: slow where nobody expects it.',
        'Futures take another way: no stack of their own at all. That is the last lesson.',
      ],
      program: 'hot.s',
      settings: segments,
      at: { label: 'next', visit: 2, plus: 5 },
      see: [{ thread: 1, part: 'stack' }],
    },
  ],
};
