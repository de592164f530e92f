import { growth, thread, top, word } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

export const stack: Lesson = {
  id: 'stack',
  title: 'What a stack is',
  about: 'A piece of memory and one register. Push, pop, and what stays behind.',
  program: 'stack.s',
  steps: [
    {
      title: 'A pile of words',
      text: [
        'A stack is a piece of memory, nothing more. Each slot of it is a word: 8 bytes.',
        'One register says how full it is. `rsp` holds the address of the word on top. Find it twice: as a register, and as the line in thread 0’s stack.',
        'The picture has the highest address above. A stack grows down from there.',
      ],
      at: { label: 'main' },
      see: [{ register: 'rsp' }, { thread: 0, above: 0 }],
    },
    {
      title: '`push` puts a word on top',
      text: ['`push rbx` comes next. It makes room for one word, and copies `rbx` there.'],
      at: { label: 'main' },
      see: [{ part: 'next' }, { register: 'rsp' }],
      ask: {
        question: 'What happens to `rsp`?',
        choices: [
          { text: 'It grows by 8', is: ({ before, after }) => growth(before, after) === -1 },
          { text: 'It shrinks by 8', is: ({ before, after }) => growth(before, after) === 1 },
          {
            text: 'It shrinks by 1',
            is: ({ before, after }) => before.registers.rsp - after.registers.rsp === 1n,
          },
          { text: 'It stays as it is', is: ({ before, after }) => growth(before, after) === 0 },
        ],
        look: { label: 'main', plus: 1 },
        seen: 'Look at `rsp`, and at the line in the stack. It has moved down by one slot.',
        see: [{ register: 'rsp' }, { thread: 0, above: 0 }],
        explain:
          'A word is 8 bytes, and the stack grows towards lower addresses. So the new top is 8 lower. More on the stack means a smaller rsp: this is what most people get wrong at first.',
      },
    },
    {
      title: 'Three words deep',
      text: [
        'Two more pushes: 7, then 8. Each went below the one before.',
        'The values came from the same register, `rbx`. It holds 9 by now. The stack has kept what it held before: that is what a stack is good for.',
      ],
      at: { label: 'pops' },
      see: [{ register: 'rbx' }, { thread: 0, above: 0 }, { thread: 0, above: 8 }],
    },
    {
      title: '`pop` takes the top word',
      text: [
        '`pop rcx` comes next. It copies the word on top into `rcx`, and makes the stack one word shorter.',
      ],
      at: { label: 'pops' },
      see: [{ part: 'next' }],
      ask: {
        question: 'What will `rcx` be?',
        choices: [
          { text: '7, which came first', is: ({ after }) => after.registers.rcx === 7n },
          { text: '8, which came last', is: ({ after }) => after.registers.rcx === 8n },
          { text: '9, which `rbx` holds', is: ({ after }) => after.registers.rcx === 9n },
        ],
        look: { label: 'pops', plus: 1 },
        seen: 'Look at `rcx`, below the seven registers that a context has.',
        see: [{ register: 'rcx' }],
        explain:
          'Last in, first out. `pop` does not know who pushed: it takes what `rsp` points to, and that is 8.',
      },
    },
    {
      title: 'What is left behind',
      text: ['The word 8 has been copied to `rcx`. `rsp` has moved up over its slot.'],
      at: { label: 'pops', plus: 1 },
      ask: {
        question: 'What lies now in the slot just below `rsp`?',
        veils: ['slots'],
        choices: [
          { text: 'Still 8', is: ({ before, after }) => word(after, 0, before.registers.rsp - 8n) === 8n },
          {
            text: '0: it is empty',
            is: ({ before, after }) => word(after, 0, before.registers.rsp - 8n) === 0n,
          },
          {
            text: 'Nothing: it no longer exists',
            is: ({ before, after }) => word(after, 0, before.registers.rsp - 8n) === undefined,
          },
        ],
        look: { label: 'pops', plus: 1 },
        seen: 'Look below the line of `rsp`. The slot is struck through.',
        see: [{ thread: 0, above: -8 }],
        explain:
          'Nobody erases a popped word. The memory is as it was, but it is nobody’s: the next push, or a signal, may overwrite it. A program that reads below rsp reads what happens to be there.',
      },
    },
    {
      title: 'As deep as before',
      text: ['Two pops to go: `pop rdx` and `pop rbx`. Then as many words have been popped as were pushed.'],
      at: { label: 'pops', plus: 1 },
      ask: {
        question: 'What is on top of the stack then?',
        choices: [
          { text: 'The 7 that was pushed', is: ({ after }) => top(after) === 7n },
          {
            text: 'What was on top when `main` began',
            is: ({ after }) =>
              thread(after, 0).stack.slots.some(
                ({ address, kind }) => address === after.registers.rsp && kind === 'return',
              ),
          },
          { text: 'The old `rbx`, 0', is: ({ after }) => top(after) === 0n },
        ],
        look: { label: 'pops', plus: 3 },
        seen: 'Look at the top slot. It says where `main` was called from.',
        see: [{ thread: 0, above: 0 }, { register: 'rbx' }],
        explain:
          'Whoever pushes as much as it pops leaves the stack as it was. What is on top now was put there by the call of main: the next lesson is about that word. And rbx has come back, so that the caller finds it unchanged.',
      },
    },
    {
      title: 'One register, one stack',
      text: [
        'Memory and `rsp`: that is all there is to a stack. Load another address into `rsp`, and the processor works on another stack. It will not notice.',
        'Green threads are made of this. Thread 1 to thread 3 have no stack in use yet: see the empty columns. Each will get a piece of memory of its own, and a place to keep its `rsp` while others run.',
      ],
      at: { label: 'pops', plus: 3 },
      see: [{ register: 'rsp' }, { thread: 1, part: 'head' }],
    },
  ],
};
