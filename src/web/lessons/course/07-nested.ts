import { thread, word } from '../facts.ts';
import type { Lesson } from '../lesson.ts';

const asNumber = (value: bigint): bigint => BigInt.asIntN(64, value);

export const nested: Lesson = {
  id: 'nested',
  title: 'Threads that spawn threads',
  about: 'Slots, ids, what happens without a free one, and what a used stack holds.',
  program: 'nested.s',
  steps: [
    {
      title: 'Anybody may spawn',
      text: ['`main` has spawned one thread, `parent`. It runs now, as thread 1, and calls `spawn` itself.'],
      at: { label: 'spawn', visit: 2 },
      see: [
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
      ],
      ask: {
        question: 'What does `spawn` answer in rax?',
        choices: [
          { text: '0: it has worked', is: ({ after }) => after.registers.rax === 0n },
          { text: '2, the id of the new thread', is: ({ after }) => after.registers.rax === 2n },
          { text: '1, the id of the caller', is: ({ after }) => after.registers.rax === 1n },
        ],
        look: { label: 'spawn', visit: 2, plus: 2 },
        seen: 'Look at rax, and at column 2.',
        see: [{ register: 'rax' }, { thread: 2, part: 'head' }],
        explain: 'A thread’s id is the number of its slot. spawn takes the first one that is Available.',
      },
    },
    {
      title: 'Who runs?',
      text: ['There are two threads beside the base thread now: `parent`, and a `child` that is Ready.'],
      at: { label: 'spawn', visit: 2, plus: 2 },
      see: [
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
      ],
      ask: {
        question: 'Who runs when `parent` spawns its second child?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'Still `parent`', is: ({ after }) => after.current.id === 1 },
          {
            text: 'The first child has run before',
            is: ({ after }) => thread(after, 2).state === 'Available',
          },
        ],
        look: { label: 'spawn', visit: 3 },
        seen: 'Look at the heads. Nobody has given way.',
        see: [
          { thread: 1, part: 'head' },
          { thread: 2, part: 'head' },
        ],
        explain: 'spawn does not switch. As long as parent does not yield, its children wait.',
      },
    },
    {
      title: 'Four slots, four threads',
      text: ['Threads 0 to 3 are there; this machine has four slots. `parent` calls `spawn` once more.'],
      at: { label: 'spawn', visit: 4 },
      see: [
        { thread: 0, part: 'head' },
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
        { thread: 3, part: 'head' },
      ],
      ask: {
        question: 'What happens?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'It gets id 4', is: ({ after }) => after.registers.rax === 4n },
          { text: 'It waits until a slot is free', is: ({ after }) => thread(after, 1).state === 'Blocked' },
          {
            text: 'It gets a negative number: an error',
            is: ({ after }) => asNumber(after.registers.rax) < 0n,
          },
          { text: 'The program faults', is: ({ after }) => after.ending !== null },
        ],
        look: { label: 'spawn', visit: 4, plus: 2 },
        seen: 'Look at rax: 16 digits that begin with f. As a signed number that is -11.',
        see: [{ register: 'rax' }],
        explain:
          '-11 is EAGAIN: try again later. Slots are memory that was set aside when the program began, so there is an end to them. Who does not look at the answer does not notice.',
      },
    },
    {
      title: 'The children run',
      text: ['Now `parent` gives way. Both children have their turn, each prints a line and finishes.'],
      at: { label: 'yield_thread', visit: 2 },
      see: [{ part: 'line' }, { part: 'timeline' }],
      ask: {
        question: 'What are slots 2 and 3 when `parent` has its turn again?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          {
            text: 'Available',
            is: ({ after }) => [2, 3].every((id) => thread(after, id).state === 'Available'),
          },
          { text: 'Ready', is: ({ after }) => [2, 3].every((id) => thread(after, id).state === 'Ready') },
          { text: 'One of each', is: ({ after }) => thread(after, 2).state !== thread(after, 3).state },
        ],
        look: { label: 'spawn', visit: 5 },
        seen: 'Look at the two columns, and at the output.',
        see: [{ thread: 2, part: 'head' }, { thread: 3, part: 'head' }, { part: 'output' }],
        explain:
          'Both have come to their guard. Now there is room, and the parent, which has not given up, spawns again.',
      },
    },
    {
      title: 'The same slot again',
      text: ['`parent` spawns `late`.'],
      at: { label: 'spawn', visit: 5 },
      see: [{ part: 'line' }],
      ask: {
        question: 'Which id does it get?',
        choices: [
          { text: '2: the first free slot', is: ({ after }) => after.registers.rax === 2n },
          { text: '3: the last one used', is: ({ after }) => after.registers.rax === 3n },
          { text: '4: ids are never used twice', is: ({ after }) => after.registers.rax === 4n },
        ],
        look: { label: 'spawn', visit: 5, plus: 2 },
        seen: 'Look at rax, and at column 2: it has a new name.',
        see: [{ register: 'rax' }, { thread: 2, part: 'head' }],
        explain:
          'An id says which slot, not which thread. Who keeps the id of a finished thread may mean another one by and by.',
      },
    },
    {
      title: 'A second-hand stack',
      text: [
        'The new thread 2 has got the stack of the old one, which had called functions there. Look at the slot just below its saved rsp.',
      ],
      at: { label: 'spawn', visit: 5, plus: 1 },
      ask: {
        question: 'What does a new thread find there?',
        choices: [
          {
            text: 'What the old thread has left',
            is: ({ after }) => (word(after, 2, thread(after, 2).stack.rsp - 8n) ?? 0n) !== 0n,
          },
          { text: '0', is: ({ after }) => word(after, 2, thread(after, 2).stack.rsp - 8n) === 0n },
        ],
        look: { label: 'spawn', visit: 5, plus: 2 },
        seen: 'Look below the dashed line.',
        see: [
          { thread: 2, above: 0 },
          { thread: 2, part: 'stack' },
        ],
        explain:
          'This runtime clears what was used, so that nobody reads what another thread has left. That takes time, and many runtimes do not do it.',
      },
    },
    {
      title: 'No family',
      text: ['`parent` has nothing more to do: it comes to its guard while its last child is still Ready.'],
      at: { label: 't_return', visit: 3, plus: 1 },
      see: [
        { thread: 1, part: 'head' },
        { thread: 2, part: 'head' },
      ],
      ask: {
        question: 'What becomes of thread 2?',
        veils: ['next', 'timeline', 'printed'],
        choices: [
          { text: 'It ends with its parent', is: ({ after }) => thread(after, 2).state === 'Available' },
          { text: 'It runs', is: ({ after }) => after.current.id === 2 },
          { text: 'It waits for a new parent', is: ({ after }) => thread(after, 2).state === 'Blocked' },
        ],
        look: { label: 'late' },
        seen: 'Look at the heads: thread 1’s slot is Available, and thread 2 runs.',
        see: [
          { thread: 1, part: 'head' },
          { thread: 2, part: 'head' },
        ],
        explain:
          'Nobody keeps who has spawned whom. All threads are equal, but for the base thread, with which the program ends.',
      },
    },
  ],
};
