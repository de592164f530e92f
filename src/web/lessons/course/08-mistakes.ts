import type { Evidence, Lesson } from '../lesson.ts';

const lines = ({ printed }: Evidence): string => printed.map(({ text }) => text).join(' ');
const faults = ({ after }: Evidence): boolean => after.ending?.kind === 'fault';
const exits = ({ after }: Evidence): boolean => after.ending?.kind === 'exit';
const finds = ({ findings }: Evidence, code: string): boolean => findings[0]?.code === code;

export const mistakes: Lesson = {
  id: 'mistakes',
  title: 'What goes wrong',
  about: 'Of the twelve mistakes in the programs menu: what each looks like, and what is behind it.',
  program: '01-forgotten-registers.s',
  steps: [
    {
      title: '“Two registers are enough”',
      text: [
        'Two threads count in `rbx`: 100 to 102, and 200 to 202. This program’s `switch` saves and loads rsp and rbp, nothing else. Read it in the source.',
      ],
      at: { label: 'main' },
      see: [{ part: 'line' }],
      ask: {
        question: 'What is printed?',
        veils: ['printed', 'timeline'],
        choices: [
          { text: '100 200 101 201 102 202', is: (it) => lines(it) === '100 200 101 201 102 202' },
          { text: '100 200 201 202, and that is all', is: (it) => lines(it) === '100 200 201 202' },
          { text: '100 200, then a fault', is: faults },
        ],
        look: 'end',
        seen: 'Look at the output, and who has printed what.',
        see: [{ part: 'output' }],
        explain:
          'It does not fault. Both threads count in the same register, and the result is wrong without a word. This kind of mistake can live for years.',
      },
    },
    {
      title: 'Where it shows',
      text: [
        'The checks have watched every instruction. Here is the moment at which a thread reads what another has left in rbx. The finding says what, where it comes from, and what to do instead.',
        '“Go to the cause” shows the instruction that has overwritten it: in another thread.',
      ],
      at: 'finding',
      see: [{ part: 'finding' }, { register: 'rbx' }],
    },
    {
      title: 'What `ret` pops',
      text: [
        'This program makes a stack of its own, with all three addresses at their places. Then it saves top - 8 as rsp, not top - 32.',
      ],
      program: '08-what-ret-pops.s',
      at: { label: 'switch', plus: 15 },
      see: [{ register: 'rsp' }, { part: 'line' }],
      ask: {
        question: 'Where does `ret` take us?',
        choices: [
          { text: 'To the task all the same', is: ({ after }) => after.rip.name === 'task' },
          { text: 'To address 0', is: ({ after }) => after.rip.address === 0n },
          { text: 'To guard_thread', is: ({ after }) => after.rip.name === 'guard_thread' },
        ],
        look: { label: 'switch', plus: 16 },
        seen: 'Look at rip. The next instruction cannot be executed.',
        see: [{ register: 'rip' }],
        explain:
          'ret pops what rsp points at, and nothing else: a slot that nobody has written, 0. What was put in place three slots further down is never looked at.',
      },
    },
    {
      title: 'The value, or where it is',
      text: [
        '`mov rsp, [rsi]` loads what the context holds. In this `switch` the brackets are missing: `mov rsp, rsi`.',
      ],
      program: '09-address-for-value.s',
      at: { label: 'switch', plus: 7 },
      see: [{ part: 'line' }, { register: 'rsi' }],
      ask: {
        question: 'What becomes the stack?',
        choices: [
          {
            text: 'The stack of the new thread',
            is: ({ after }) => after.registers.rsp === after.threads[1]?.context.rsp,
          },
          { text: 'The context itself', is: ({ after }) => after.registers.rsp === after.registers.rsi },
          { text: 'It does not assemble', is: ({ before, after }) => after.at === before.at },
        ],
        look: { label: 'switch', plus: 8 },
        seen: 'Compare rsp and rsi.',
        see: [{ register: 'rsp' }, { register: 'rsi' }],
        explain:
          'rsi is an address: where the context lies. Its first field is the rsp that is wanted. So the context is taken for a stack, and ret will pop its first field and go there, to data that cannot be executed.',
      },
    },
    {
      title: 'Without `skip`',
      text: [
        'Here the task returns straight to guard_thread, whose first steps store an SSE register to the stack with `movaps`, which wants a multiple of 16.',
      ],
      program: '02-no-skip.s',
      at: { label: 'guard_thread' },
      see: [{ register: 'rsp' }, { part: 'line' }],
      ask: {
        question: 'How does it end?',
        veils: ['timeline', 'printed'],
        choices: [
          { text: 'All is well', is: (it) => exits(it) && it.findings.length === 0 },
          { text: 'It ends, but with a wrong result', is: (it) => exits(it) && it.findings.length > 0 },
          { text: 'With a fault', is: faults },
        ],
        look: 'end',
        seen: 'Look at the line above the board.',
        see: [{ part: 'phase' }],
        explain:
          'rsp was a multiple of 16 where a call would have left it 8 off one. The same code works when it is called. Compilers use movaps when they like, so one build may work and the next may not.',
      },
    },
    {
      title: 'A pointer to a finished thread’s stack',
      text: [
        'Thread 1 leaves the address of its local variable, and finishes. Thread 2 writes 42 there. A third thread, in the slot of the first, reads it.',
      ],
      program: '11-finished-stack.s',
      at: { label: 'computes', plus: 2 },
      see: [{ register: 'rax' }, { part: 'line' }],
      ask: {
        question: 'What is printed?',
        veils: ['printed', 'timeline'],
        choices: [
          { text: '42', is: (it) => lines(it) === '42' },
          { text: '0', is: (it) => lines(it) === '0' },
          { text: 'Nothing: writing there faults', is: faults },
        ],
        look: 'end',
        seen: 'Look at the output.',
        see: [{ part: 'output' }],
        explain:
          'The memory is still there, so nothing faults. But it is nobody’s: the new thread of that slot got a cleared stack, and the 42 is gone. A stack of a green thread lives as long as its thread.',
      },
    },
    {
      title: 'A context that nobody has filled',
      text: [
        'Last one. The stack is ready, but nobody has stored its rsp into the context. All fields are 0.',
      ],
      program: '12-empty-context.s',
      at: { label: 'switch', plus: 7 },
      see: [{ part: 'line' }, { register: 'rsi' }],
      ask: {
        question: 'What do the checks call it?',
        choices: [
          { text: 'Misaligned stack', is: (it) => finds(it, 'misaligned-stack') },
          { text: 'Context not saved', is: (it) => finds(it, 'context-not-saved') },
          { text: 'Stack overflow', is: (it) => finds(it, 'stack-overflow') },
        ],
        look: 'finding',
        seen: 'Read the finding in the board.',
        see: [{ part: 'finding' }],
        explain:
          'rsp becomes 0, and the next ret reads from the null page. The fault is at the ret; the mistake is in main, which forgot a store. A finding says both.',
      },
    },
    {
      title: 'The other six',
      text: [
        'All twelve are in the programs menu. Load one, look at the output, then at the finding, and change the program until it is gone: it is assembled as you type.',
        'Most of them break one of three promises: a call brings seven registers back; rsp is aligned when a function begins; what lies on a stack is its thread’s alone.',
      ],
      program: '12-empty-context.s',
      at: 'finding',
      see: [{ part: 'finding' }],
    },
  ],
};
