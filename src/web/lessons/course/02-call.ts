import { growth, label, top } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import type { View } from '../../protocol.ts';

/** Whether a value is the address a little behind an instruction. */
const isBehind = (value: bigint | undefined, { rip }: View): boolean =>
  value !== undefined && value > rip.address && value <= rip.address + 15n;

export const call: Lesson = {
  id: 'call',
  title: '`call` and `ret`',
  about: 'Where a function goes back to, and why ret can go anywhere.',
  program: 'call.s',
  steps: [
    {
      title: 'Somewhere to come back to',
      text: [
        '`call outer` comes next. It jumps to `outer`. In the end `outer` must come back to here, and it may be called from many places.',
        'So `call` leaves a note on the stack.',
      ],
      at: { label: 'main', plus: 2 },
      see: [{ part: 'next' }, { register: 'rip' }, { thread: 0, above: 0 }],
      ask: {
        question: 'What will `call outer` put on the stack?',
        choices: [
          { text: 'The address of `outer`', is: ({ after }) => top(after) === after.rip.address },
          {
            text: 'The address of the instruction behind the `call`',
            is: ({ before, after }) => isBehind(top(after), before),
          },
          { text: 'The argument, 3', is: ({ after }) => top(after) === 3n },
          { text: 'Nothing: `rip` remembers', is: ({ before, after }) => growth(before, after) === 0 },
        ],
        look: { label: 'outer' },
        seen: 'The program is in `outer` now. Look at the new word on top of the stack: it says where it goes back to.',
        see: [{ thread: 0, above: 0 }, { register: 'rip' }],
        explain:
          'call is a push and a jump. The word is called the return address: it is where main goes on. A solid edge marks such slots in the stack.',
      },
    },
    {
      title: 'A call in a call',
      text: ['`outer` calls another function, `inner`, before it has come back itself.'],
      at: { label: 'outer' },
      see: [{ thread: 0, part: 'stack' }],
      ask: {
        question: 'How many return addresses are on the stack when `inner` begins, below that of `main`?',
        choices: [
          {
            text: 'One: the newest replaces the other',
            is: ({ before, after }) => growth(before, after) === 0,
          },
          { text: 'Two: one below the other', is: ({ before, after }) => growth(before, after) === 1 },
          { text: 'Three', is: ({ before, after }) => growth(before, after) === 2 },
        ],
        look: { label: 'inner' },
        seen: 'Read the stack from the line of `rsp` upwards: back to `outer`, back to `main`, and so on.',
        see: [
          { thread: 0, above: 0 },
          { thread: 0, above: 8 },
        ],
        explain:
          'Each call adds one word. The stack is the list of everything that is unfinished, the innermost at the bottom. That list is what a thread has to remember.',
      },
    },
    {
      title: '`ret` pops one word',
      text: [
        '`inner` has done its work. `ret` comes next. It has no operand: nothing in the instruction says where to go.',
      ],
      at: { label: 'inner', plus: 1 },
      see: [{ part: 'line' }, { thread: 0, above: 0 }],
      ask: {
        question: 'Where does `ret` take us?',
        choices: [
          { text: 'Into `outer`, behind its call', is: ({ after }) => label(after) === 'outer' },
          { text: 'Into `main`, behind its call', is: ({ after }) => label(after) === 'main' },
          { text: 'To the beginning of `inner`', is: ({ after }) => label(after) === 'inner' },
        ],
        look: { label: 'inner', plus: 2 },
        seen: 'Look at `rip`, and at the slot that was on top. It is struck through: popped.',
        see: [{ register: 'rip' }, { thread: 0, above: -8 }],
        explain:
          'ret pops the word on top into rip. It is the address that the latest call has pushed, and that was in outer.',
      },
    },
    {
      title: 'No call needed',
      text: [
        'Now something strange. `detour` has taken the address of `elsewhere`, and pushed it. Nobody has called `elsewhere`.',
        '`ret` comes next.',
      ],
      at: { label: 'detour', plus: 2 },
      see: [{ part: 'line' }, { thread: 0, above: 0 }],
      ask: {
        question: 'Where does this `ret` take us?',
        choices: [
          { text: 'Back into `main`, which called', is: ({ after }) => label(after) === 'main' },
          { text: 'To `elsewhere`', is: ({ after }) => label(after) === 'elsewhere' },
          {
            text: 'Nowhere: it is a fault',
            is: ({ after }) => after.ending !== null || label(after) === 'detour',
          },
        ],
        look: { label: 'detour', plus: 3 },
        seen: 'Look at the line that comes next, and at what is on top of the stack now.',
        see: [{ part: 'line' }, { thread: 0, above: 0 }],
        explain:
          'ret does not know about calls. It pops a word and goes there, whoever wrote it. Remember this: a switch between threads ends with a ret, and a new thread starts with one.',
      },
    },
    {
      title: 'And back in the end',
      text: ['`elsewhere` ends with a `ret` too. On top is the word that `call detour` has pushed.'],
      at: { label: 'elsewhere', plus: 1 },
      see: [{ thread: 0, above: 0 }],
      ask: {
        question: 'So where does it go on?',
        choices: [
          { text: 'In `detour`', is: ({ after }) => label(after) === 'detour' },
          { text: 'In `main`, behind `call detour`', is: ({ after }) => label(after) === 'main' },
          { text: 'At `elsewhere` again', is: ({ after }) => label(after) === 'elsewhere' },
        ],
        look: { label: 'elsewhere', plus: 2 },
        seen: '`main` goes on as if `detour` had returned by itself.',
        see: [{ part: 'line' }, { register: 'rip' }],
        explain:
          'For each word that was pushed, one has been popped, so main finds its stack as it left it. It cannot tell that detour took another way.',
      },
    },
    {
      title: 'What to take along',
      text: [
        '`call` pushes where to go on. `ret` pops where to go on. In between, the stack holds everything that is unfinished.',
        'If you keep `rsp`, you keep all of it. And if you put another stack under `rsp`, the next `ret` goes on somewhere else. In the next lesson that is done on purpose.',
      ],
      at: { label: 'elsewhere', plus: 2 },
      see: [{ register: 'rsp' }],
    },
  ],
};
