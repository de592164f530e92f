import { BOOK_SWITCH } from '../book-switch.ts';
import type { Exercise } from '../exercise.ts';
import { checkKept, keptBy, type Kept } from '../registers.ts';
import type { Trial } from '../trial.ts';
import { hex } from '../../scope/index.ts';

/** Of a thread's record, in bytes. */
const RECORD = 64;
const STATE = 56;
const STACK_SIZE = 512;

const AVAILABLE = 0;
const RUNNING = 1;
const READY = 2;
const STATES = ['Available', 'Running', 'Ready'] as const;

const PROPERTIES = ['order', 'states', 'current', 'result', 'registers'] as const;

export const writeYield: Exercise = {
  name: 'write-yield',
  label: 'yield_thread',
  summary: 'a round robin: the next Ready thread runs, and the one that gave way is Ready',
  wish: `Write yield_thread, which lets the next Ready thread run.

  out   eax: 1 if another thread has run meanwhile, 0 if nobody else was Ready

These are ours, for you to use:

  thread_count    8 bytes: how many records there are
  current         8 bytes: the number of the thread that runs, from 0
  threads         the records, one behind the other, 64 bytes each
                    0x00  its ThreadContext
                    0x38  8 bytes: its state, 0 Available, 1 Running, 2 Ready
  switch          rdi: the ThreadContext to save to, rsi: the one to load from

The next one is the first Ready one behind the current thread, going on at 0
behind the last. It becomes Running and the current one; the one that gave way
becomes Ready, unless it is Available: then it has finished, and stays so. When
nobody else is Ready, nothing changes. yield_thread is a function like any
other: rbx, rbp, r12 to r15 and rsp are as they were when it returns.`,
  properties: [
    { name: 'order', wants: 'the next Ready thread runs, the first one behind the last', points: 30 },
    { name: 'states', wants: 'one thread is Running, those that gave way are Ready', points: 15 },
    { name: 'current', wants: 'current is the number of the thread that runs', points: 10 },
    { name: 'result', wants: 'eax is 1 when another thread has run', points: 5 },
    { name: 'alone', wants: 'when nobody else is Ready, eax is 0 and nothing changes', points: 15 },
    { name: 'finished', wants: 'an Available thread stays so, and does not run again', points: 15 },
    { name: 'registers', wants: 'rbx, rbp, r12 to r15 and rsp are as they were', points: 10 },
  ],
  probes: [
    {
      properties: PROPERTIES,
      run: (trial) => {
        const crowd = new Crowd(trial, 3);
        for (let turn = 0; turn < 9; turn++) crowd.yield();
      },
    },
    {
      properties: PROPERTIES,
      run: (trial) => {
        const crowd = new Crowd(trial, 20 + trial.random.below(60));
        for (let turn = 0; turn < 200; turn++) {
          crowd.shuffle();
          crowd.yield();
        }
      },
    },
    {
      properties: ['alone'],
      run: (trial) => {
        for (const count of [1, 2, 7]) {
          const crowd = new Crowd(trial, count);
          crowd.leaveAlone();
          crowd.yield();
          crowd.yield();
        }
      },
    },
    {
      properties: ['finished'],
      run: (trial) => {
        const crowd = new Crowd(trial, 12);
        for (let left = 11; left > 0; left--) {
          crowd.yield();
          crowd.finish();
        }
      },
    },
  ],
  propertyOf: ({ code }) => (code === 'callee-saved-register' ? 'registers' : undefined),
};

/** The threads of one run, as they should be. */
class Crowd {
  readonly #trial: Trial;
  readonly #states: number[];
  readonly #kept = new Map<number, Kept>();
  readonly #start: number;
  #current = 0;

  constructor(trial: Trial, count: number) {
    this.#trial = trial;
    this.#states = Array.from({ length: count }, (_, id) => (id === 0 ? RUNNING : READY));
    trial.load(program(count));
    const { machine } = trial;
    this.#start = Number(trial.get('rsp'));
    for (let id = 1; id < count; id++) {
      const rsp = this.#topOf(id) - 24;
      machine.writeU64(rsp, BigInt(trial.address('worker')));
      machine.writeU64(this.#record(id), BigInt(rsp));
    }
  }

  /** The others get any states, one of them Ready. */
  shuffle(): void {
    for (const id of this.#others()) this.#states[id] = this.#trial.random.pick([AVAILABLE, READY]);
    this.#states[this.#trial.random.pick(this.#others())] = READY;
  }

  /** Nobody else is Ready. */
  leaveAlone(): void {
    for (const id of this.#others()) this.#states[id] = AVAILABLE;
  }

  /** The current thread is finished, and gives way. */
  finish(): void {
    this.#states[this.#current] = AVAILABLE;
    this.yield();
  }

  /** The current thread calls yield_thread, and what comes of it is compared with what should. */
  yield(): void {
    const trial = this.#trial;
    const from = this.#current;
    this.#write();
    trial.poison();
    this.#kept.set(from, keptBy(trial));
    trial.go('worker');
    const to = this.#arrived(from);
    if (to !== from) {
      if (this.#states[from] === RUNNING) this.#states[from] = READY;
      this.#states[to] = RUNNING;
      this.#current = to;
    }
    this.#compare(from, to);
  }

  #arrived(from: number): number {
    const trial = this.#trial;
    const wanted = this.#next();
    const arrived = this.#running();
    if (arrived === wanted) return wanted;
    const where = arrived === undefined ? 'no thread' : `thread ${arrived}`;
    const message = `thread ${from} has called yield_thread and ${where} goes on, where thread ${wanted} is the next: ${this.#list()}`;
    if (arrived !== undefined && this.#states[arrived] === READY) {
      trial.fail('order', message);
      return arrived;
    }
    if (arrived !== undefined && this.#states[arrived] === AVAILABLE) trial.fail('finished', message);
    throw trial.ended(message);
  }

  #compare(from: number, to: number): void {
    const trial = this.#trial;
    const isAlone = to === from;
    const kept = this.#kept.get(to);
    if (kept) {
      checkKept(trial, kept, 'registers', 'yield_thread');
      const result = Number(trial.get('rax') & 0xffff_ffffn);
      const wanted = isAlone ? 0 : 1;
      const why = isAlone ? 'nobody else was Ready' : 'another thread has run';
      if (result !== wanted) {
        trial.fail(
          isAlone ? 'alone' : 'result',
          `eax is ${hex(result)} when yield_thread returns to thread ${to}, and ${why}: ${wanted}`,
        );
      }
    }
    const current = trial.machine.readU64(trial.address('current'));
    if (current !== BigInt(to))
      trial.fail(isAlone ? 'alone' : 'current', `current is ${current}, and thread ${to} runs`);
    for (const [id, wanted] of this.#states.entries()) {
      const is = trial.machine.readU64(this.#record(id) + STATE);
      if (is === BigInt(wanted)) continue;
      const property = isAlone ? 'alone' : wanted === AVAILABLE ? 'finished' : 'states';
      trial.fail(
        property,
        `thread ${id} is ${STATES[Number(is)] ?? hex(is)} after thread ${from} has called yield_thread, where it should be ${STATES[wanted]}`,
      );
    }
  }

  #next(): number {
    const count = this.#states.length;
    for (let step = 1; step < count; step++) {
      const id = (this.#current + step) % count;
      if (this.#states[id] === READY) return id;
    }
    return this.#current;
  }

  #others(): number[] {
    return [...this.#states.keys()].filter((id) => id !== this.#current);
  }

  /** Whose stack rsp is on; undefined when on nobody's. */
  #running(): number | undefined {
    const rsp = Number(this.#trial.get('rsp'));
    return [...this.#states.keys()].find(
      (id) => rsp > this.#topOf(id) - STACK_SIZE && rsp <= this.#topOf(id),
    );
  }

  /** Thread 0 is on the stack that the program begins on. */
  #topOf(id: number): number {
    return id === 0 ? this.#start : this.#trial.address('stacks') + id * STACK_SIZE;
  }

  #record(id: number): number {
    return this.#trial.address('threads') + id * RECORD;
  }

  #write(): void {
    const { machine } = this.#trial;
    for (const [id, state] of this.#states.entries())
      machine.writeU64(this.#record(id) + STATE, BigInt(state));
    machine.writeU64(this.#trial.address('current'), BigInt(this.#current));
    machine.writeU64(this.#trial.address('thread_count'), BigInt(this.#states.length));
  }

  #list(): string {
    const ready = this.#states.flatMap((state, id) => (state === READY ? [id] : []));
    return ready.length > 8 ? `${ready.length} are Ready` : `Ready: ${ready.join(', ') || 'nobody'}`;
  }
}

function program(count: number): string {
  return `
    .globl thread_count, current, threads, switch
_start:
worker:
    call yield_thread
    jmp worker
${BOOK_SWITCH}
    .bss
    .balign 16
stacks:
    .skip ${count * STACK_SIZE}
thread_count:
    .skip 8
current:
    .skip 8
threads:
    .skip ${count * RECORD}`;
}
