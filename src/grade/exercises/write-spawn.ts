import type { Exercise } from '../exercise.ts';
import { MemoryGuard, type Range } from '../memory-guard.ts';
import { checkKept, keptBy } from '../registers.ts';
import { BOOK_SWITCH } from '../book-switch.ts';
import type { Trial } from '../trial.ts';
import { hex } from '../../scope/index.ts';

const CONTEXT_SIZE = 56;
/** Between two contexts and two stacks, which is nobody's. */
const GAP = 40;

export const writeSpawn: Exercise = {
  name: 'write-spawn',
  label: 'spawn',
  summary: 'a new thread: the stack that makes switch begin with its task, and end with guard',
  wish: `Write spawn, which makes a thread that a switch can go to.

  in    rdi: its ThreadContext: rsp, r15, r14, r13, r12, rbx, rbp, all 0
        rsi: the lowest address of its stack
        rdx: the bytes of its stack
        rcx: its task, a function
        r8:  guard, which the task is to return to
  out   rdi's context, loaded by the book's switch, begins with the task

switch loads rsp from the context and returns to what lies there. The task and
guard are both entered as if they had been called: rsp is 8 off a multiple of 16
(a slot with the address of a ret of your own, the book's skip, lies between
them). Neither the lowest address nor the size need be a multiple of anything.
Nothing but the context, the new stack, and what is below rsp may be written to.
Threads may spawn others, before those that they have spawned have run.`,
  properties: [
    { name: 'starts', wants: 'a switch to the new context begins with the task', points: 25 },
    { name: 'task-aligned', wants: 'rsp is 8 off a multiple of 16 in the task', points: 15 },
    { name: 'guard', wants: 'the task returns to guard', points: 20 },
    { name: 'guard-aligned', wants: 'rsp is 8 off a multiple of 16 in guard', points: 15 },
    { name: 'nested', wants: 'threads that have not run yet outlast other spawns', points: 10 },
    { name: 'memory', wants: 'nothing but the context and the stack is written to', points: 10 },
    { name: 'registers', wants: 'rbx, rbp, r12 to r15 and rsp are as they were', points: 5 },
  ],
  probes: [
    {
      properties: ['starts', 'task-aligned', 'memory', 'registers'],
      run: (trial) => {
        for (const thread of begin(trial, 20)) {
          spawn(trial, thread);
          enter(trial, thread, 'base_context');
          switchTo(trial, 'left_context', trial.address('base_context'), 'caller');
        }
      },
    },
    {
      properties: ['guard', 'guard-aligned'],
      run: (trial) => {
        for (const thread of begin(trial, 20)) {
          spawn(trial, thread);
          enter(trial, thread, 'base_context');
          finish(trial, thread);
          switchTo(trial, 'left_context', trial.address('base_context'), 'caller');
        }
      },
    },
    {
      properties: ['nested'],
      run: (trial) => {
        const waiting: Thread[] = [];
        const enterOne = (): void => {
          const [thread] = waiting.splice(trial.random.below(waiting.length), 1);
          enter(trial, thread!, 'left_context');
        };
        for (const thread of begin(trial, 24)) {
          spawn(trial, thread);
          waiting.push(thread);
          if (trial.random.below(3) === 0) enterOne();
        }
        while (waiting.length > 0) enterOne();
      },
    },
  ],
  propertyOf: ({ code }) => (code === 'callee-saved-register' ? 'registers' : undefined),
};

interface Thread {
  readonly context: number;
  readonly stack: Range;
}

/** Whoever is at `caller` calls what rax points to, or returns when that is 0. */
function program({ random }: Trial, count: number): string {
  const stacks = Array.from(
    { length: count },
    (_, id) =>
      `stack${id}: .skip ${300 + random.below(700)}\nstack_end${id}: .skip ${GAP + random.below(20)}`,
  );
  return `
_start:
caller:
    test rax, rax
    jz 1f
    call rax
    jmp caller
1:  add rsp, 8
    ret
task:
    sub rsp, 8
    jmp caller
guard:
    sub rsp, 8
    jmp caller
${BOOK_SWITCH}
    .bss
base_context: .skip ${CONTEXT_SIZE}
left_context: .skip ${CONTEXT_SIZE}
region: .skip ${GAP}
contexts: .skip ${count * (CONTEXT_SIZE + GAP)}
${stacks.join('\n')}
region_end: .skip 1`;
}

function begin(trial: Trial, count: number): readonly Thread[] {
  trial.load(program(trial, count));
  return Array.from({ length: count }, (_, id) => ({
    context: trial.address('contexts') + id * (CONTEXT_SIZE + GAP),
    stack: { start: trial.address(`stack${id}`), end: trial.address(`stack_end${id}`) },
  }));
}

/** By whoever is at `caller`. */
function spawn(trial: Trial, { context, stack }: Thread): void {
  const memory = new MemoryGuard(trial.machine, [
    { start: trial.address('region'), end: trial.address('region_end') },
  ]);
  trial.poison();
  const rsp = Number(trial.get('rsp'));
  const kept = keptBy(trial);
  trial.set('rdi', context);
  trial.set('rsi', stack.start);
  trial.set('rdx', stack.end - stack.start);
  trial.set('rcx', trial.address('task'));
  trial.set('r8', trial.address('guard'));
  trial.set('rax', trial.submitted);
  trial.go('caller');
  checkKept(trial, kept, 'registers', 'spawn');
  const own = { start: rsp - 256, end: rsp };
  const written = memory.changed([{ start: context, end: context + CONTEXT_SIZE }, stack, own]);
  if (written === undefined) return;
  const where =
    written >= stack.end && written < stack.end + GAP
      ? `${written - stack.end + 1} bytes above the stack, which ends at ${hex(stack.end)}`
      : 'neither the context nor the stack of the new thread';
  trial.fail('memory', `spawn has written to ${hex(written)}, ${where}`);
}

/** Lets a thread begin. */
function enter(trial: Trial, thread: Thread, from: string): void {
  switchTo(trial, from, thread.context, 'task');
  checkEntry(trial, thread, 'task', 'task-aligned');
  trial.go('caller');
}

/** Lets the task of the thread that runs return. */
function finish(trial: Trial, thread: Thread): void {
  trial.set('rax', 0);
  arrive(trial, 'guard');
  checkEntry(trial, thread, 'guard', 'guard-aligned');
  trial.go('caller');
}

function switchTo(trial: Trial, from: string, context: number, label: string): void {
  trial.poison();
  trial.set('rdi', trial.address(from));
  trial.set('rsi', context);
  trial.set('rax', trial.address('switch'));
  arrive(trial, label);
}

function arrive(trial: Trial, label: string): void {
  const arrived = trial.go('task', 'guard', 'caller');
  if (arrived !== label) throw trial.ended(`${label} was to be entered, and ${arrived} has been`);
}

function checkEntry(trial: Trial, { stack }: Thread, label: string, property: string): void {
  const rsp = Number(trial.get('rsp'));
  if (rsp < stack.start || rsp > stack.end)
    throw trial.ended(`${label} was entered with rsp ${hex(rsp)}, which is not on the stack of its thread`);
  if ((rsp + 8) % 16 === 0) return;
  trial.fail(
    property,
    `${label} was entered by ret with rsp ${hex(rsp)}, where a call would leave it 8 off a multiple of 16: an SSE access to its stack may fault`,
  );
}
