import { BOOK_SWITCH } from '../book-switch.ts';
import type { Exercise } from '../exercise.ts';
import { checkKept, keptBy, type Kept } from '../registers.ts';
import type { Trial } from '../trial.ts';
import { hex } from '../words.ts';

/** Of a thread's record, in bytes. */
const RECORD = 64;
const STATE = 56;
const STACK_SIZE = 512;

const AVAILABLE = 0;
const RUNNING = 1;
const READY = 2;
const STATES = ['Available', 'Running', 'Ready'] as const;

const PROPERTIES = ['order', 'states', 'current', 'result', 'registers'] as const;
type Name = (typeof PROPERTIES)[number];

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
          const crowd = new Crowd(trial, count, 'alone');
          crowd.leaveAlone();
          crowd.yield();
          crowd.yield();
        }
      },
    },
    {
      properties: ['finished'],
      run: (trial) => {
        const crowd = new Crowd(trial, 12, 'finished');
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
  readonly #count: number;
  readonly #property: string | undefined;
  readonly #states: number[];
  readonly #kept = new Map<number, Kept>();
  #current = 0;

  /** @param property the only one that it is about */
  constructor(trial: Trial, count: number, property?: string) {
    this.#trial = trial;
    this.#count = count;
    this.#property = property;
    this.#states = Array.from({ length: count }, (_, id) => (id === 0 ? RUNNING : READY));
    trial.load(program(count));
    for (let id = 1; id < count; id++) this.#prepare(id);
    this.#write();
  }

  /** The others get any states. */
  shuffle(): void {
    for (let id = 0; id < this.#count; id++) {
      if (id !== this.#current) this.#states[id] = this.#trial.random.pick([AVAILABLE, READY]);
    }
    this.#states[(this.#current + 1 + this.#trial.random.below(this.#count - 1)) % this.#count] = READY;
    this.#write();
  }

  leaveAlone(): void {
    for (let id = 0; id < this.#count; id++) if (id !== this.#current) this.#states[id] = AVAILABLE;
    this.#write();
  }

  /** The current thread is finished, and gives way. */
  finish(): void {
    this.#states[this.#current] = AVAILABLE;
    this.#write();
    this.yield();
  }

  /** The current thread calls yield_thread, and what has come of it is compared with what should have. */
  yield(): void {
    const trial = this.#trial;
    const from = this.#current;
    const to = this.#next();
    trial.poison();
    this.#kept.set(from, keptBy(trial));
    if (to !== from) {
      if (this.#states[from] === RUNNING) this.#states[from] = READY;
      this.#states[to] = RUNNING;
      this.#current = to;
    }
    trial.go('worker');
    this.#compare(from, to);
  }

  #next(): number {
    for (let step = 1; step < this.#count; step++) {
      const id = (this.#current + step) % this.#count;
      if (this.#states[id] === READY) return id;
    }
    return this.#current;
  }

  #compare(from: number, to: number): void {
    const trial = this.#trial;
    const arrived = this.#running();
    if (arrived !== to) {
      const message = `thread ${from} called yield_thread and ${arrived === undefined ? 'no thread' : `thread ${arrived}`} goes on, where thread ${to} is the next: ${this.#list()}`;
      this.#fail('order', message);
      throw trial.ended(message);
    }
    const kept = this.#kept.get(to);
    if (kept) checkKept(trial, kept, this.#property ?? 'registers', 'yield_thread');
    const result = Number(trial.get('rax') & 0xffff_ffffn);
    const wanted = to === from ? 0 : 1;
    if (kept && result !== wanted) {
      this.#fail(
        'result',
        `eax is ${hex(result)} when yield_thread returns to thread ${to}, and ${to === from ? 'nobody else was Ready: 0' : 'another thread has run: 1'}`,
      );
    }
    const current = trial.machine.readU64(trial.address('current'));
    if (current !== BigInt(to)) this.#fail('current', `current is ${current}, and thread ${to} runs`);
    for (let id = 0; id < this.#count; id++) {
      const is = trial.machine.readU64(this.#record(id) + STATE);
      if (is === BigInt(this.#states[id]!)) continue;
      this.#fail(
        'states',
        `thread ${id} is ${STATES[Number(is)] ?? hex(is)} after thread ${from} has given way to thread ${to}, where it should be ${STATES[this.#states[id]!]}`,
      );
    }
    this.#write();
  }

  /** Whose stack rsp is on; undefined when on nobody's. */
  #running(): number | undefined {
    const rsp = Number(this.#trial.get('rsp'));
    const id = Math.ceil((rsp - this.#trial.address('stacks')) / STACK_SIZE) - 1;
    if (id >= 1 && id < this.#count) return id;
    return rsp >= this.#trial.address('worker') && id >= this.#count ? 0 : undefined;
  }

  #record(id: number): number {
    return this.#trial.address('threads') + id * RECORD;
  }

  /** A thread that has never run begins at `worker`. */
  #prepare(id: number): void {
    const { machine } = this.#trial;
    const rsp = this.#trial.address('stacks') + (id + 1) * STACK_SIZE - 16;
    machine.writeU64(rsp - 8, BigInt(this.#trial.address('worker')));
    machine.writeU64(this.#record(id), BigInt(rsp - 8));
  }

  #write(): void {
    const { machine } = this.#trial;
    for (const [id, state] of this.#states.entries()) machine.writeU64(this.#record(id) + STATE, BigInt(state));
    machine.writeU64(this.#trial.address('current'), BigInt(this.#current));
    machine.writeU64(this.#trial.address('thread_count'), BigInt(this.#count));
  }

  #list(): string {
    const ready = this.#states.flatMap((state, id) => (state === READY ? [id] : []));
    return ready.length > 8 ? `${ready.length} are Ready` : `Ready are ${ready.join(', ')}`;
  }

  #fail(property: Name, message: string): void {
    this.#trial.fail(this.#property ?? property, message);
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
    .skip 256
thread_count:
    .skip 8
current:
    .skip 8
threads:
    .skip ${count * RECORD}`;
}
