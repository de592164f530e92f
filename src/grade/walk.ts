/** A walk from thread to thread through a student's `switch`, on stacks of ours, with registers full of garbage. */

import type { RegisterName } from '../machine/index.ts';
import { MemoryGuard, type Range } from './memory-guard.ts';
import type { Trial } from './trial.ts';
import { hex } from '../scope/index.ts';

/** Something that each thread has a value of its own in, and that a switch keeps in the context. */
export interface Field {
  /** As people call it; also the property that it counts for. */
  readonly name: string;
  /** Where it is while its thread runs: in a register, or so many bytes behind gs. */
  readonly live: RegisterName | number;
  /** In the context. */
  readonly offset: number;
  readonly bytes: 8 | 16;
}

/** What a `switch` is to do. */
export interface SwitchRules {
  /** The registers of its arguments. */
  readonly old: RegisterName;
  readonly next: RegisterName;
  /** Of a context, in bytes. */
  readonly size: number;
  readonly rspOffset: number;
  readonly fields: readonly Field[];
}

/** Bytes behind gs that the walk has room for. */
const TEB_SIZE = 0x1800;
/** DF of rflags. */
const DIRECTION_FLAG = 1n << 10n;
/** Other bits of mxcsr say what has happened, and are nobody's. */
const MXCSR_CONTROL = 0xffc0n;

interface Thread {
  readonly stack: Range;
  readonly context: number;
  /** rsp and the fields, as it left them. */
  rsp: number;
  values: readonly bigint[];
}

/**
 * Switches among so many threads, from thread 0 along a path. Each begins with a context and a stack that we have made.
 */
export function walk(trial: Trial, rules: SwitchRules, count: number, path: readonly number[]): void {
  trial.load(program(trial, rules, count));
  const threads = Array.from({ length: count }, (_, id) => makeThread(trial, rules, id));
  trial.set('gs_base', trial.address('teb'));
  trial.machine.writeU64(trial.address('teb') + 0x30, BigInt(trial.address('teb')));
  const contexts = { start: trial.address('contexts'), end: trial.address('contexts_end') };
  const teb = { start: trial.address('teb'), end: trial.address('teb') + TEB_SIZE };
  const memory = new MemoryGuard(trial.machine, [contexts, teb, ...threads.map(({ stack }) => stack)]);
  trial.go('worker');
  let current = 0;
  for (const to of path) {
    leave(trial, rules, threads, current, to);
    memory.remember();
    trial.go('worker');
    arrive(trial, rules, threads, current, to, memory);
    current = to;
  }
}

/** Threads that come back read what a switch has to keep: those who watch see it then. */
function program({ random }: Trial, { size }: SwitchRules, count: number): string {
  const sections = ['.data', '.bss', '.section .stacks, "aw"'];
  const stacks = Array.from(
    { length: count },
    (_, id) =>
      `${random.pick(sections)}\nstack${id}: .skip ${600 + random.below(999)}\nstack_top${id}: .skip 1`,
  );
  return `
_start:
resumed:
    mov rax, rbx
    mov rax, rbp
    mov rax, r12
    mov rax, r13
    mov rax, r14
    mov rax, r15
worker:
    call switch
    jmp resumed
    .data
    .balign 16
    .skip 64
contexts:
    .skip ${count * (size + 64)}
contexts_end:
teb:
    .skip ${TEB_SIZE}
${stacks.join('\n')}`;
}

/** A context that nobody has saved: whoever loads it goes on behind the call, with values that nobody has had. */
function makeThread(trial: Trial, rules: SwitchRules, id: number): Thread {
  const { machine, random } = trial;
  const stack = { start: trial.address(`stack${id}`), end: trial.address(`stack_top${id}`) };
  const context = trial.address('contexts') + id * (rules.size + 64);
  const rsp = someRsp(trial, stack) - 8;
  machine.writeU64(rsp, BigInt(trial.address('resumed')));
  machine.writeU64(context + rules.rspOffset, BigInt(rsp));
  const values = rules.fields.map(({ bytes }) => random.bits(bytes * 8));
  for (const [index, { offset, bytes }] of rules.fields.entries())
    store(trial, context + offset, bytes, values[index]!);
  if (id === 0) trial.set('rsp', rsp);
  return { stack, context, rsp: rsp + 8, values };
}

/** Somewhere in the upper half. */
function someRsp({ random }: Trial, { end }: Range): number {
  return (end - 16 - random.below(280)) & ~15;
}

/** Fills everything with values that this thread alone has, as if it had worked with them. */
function leave(
  trial: Trial,
  { old, next, fields }: SwitchRules,
  threads: Thread[],
  from: number,
  to: number,
): void {
  const thread = threads[from]!;
  trial.poison();
  thread.values = fields.map(({ live, bytes }) => {
    const value = trial.random.bits(bytes * 8);
    if (typeof live === 'number') store(trial, trial.address('teb') + live, bytes, value);
    else trial.set(live, value);
    return value;
  });
  thread.rsp = someRsp(trial, thread.stack);
  trial.set('rsp', thread.rsp);
  trial.set(old, thread.context);
  trial.set(next, threads[to]!.context);
}

function arrive(
  trial: Trial,
  { fields, size, rspOffset }: SwitchRules,
  threads: readonly Thread[],
  from: number,
  to: number,
  memory: MemoryGuard,
): void {
  const [old, next] = [threads[from]!, threads[to]!];
  const rsp = Number(trial.get('rsp'));
  const arrived = threads.findIndex(({ stack }) => rsp >= stack.start && rsp <= stack.end);
  if (arrived !== to) {
    const where = arrived === -1 ? `no thread, with rsp ${hex(rsp)}` : `thread ${arrived}`;
    throw trial.ended(`switch from thread ${from} to thread ${to} has gone on in ${where}`);
  }
  if (rsp !== next.rsp) {
    trial.fail(
      'rsp',
      `rsp was ${hex(next.rsp)} when thread ${to} called switch and is ${hex(rsp)} when it returns`,
    );
  }
  const saved = load(trial, old.context + rspOffset, 8);
  if (Number(saved) !== old.rsp - 8) {
    trial.fail(
      'rsp',
      `the context of thread ${from} has ${hex(saved)} at offset ${hex(rspOffset)}, and rsp was ${hex(old.rsp - 8)}, with the return address on top, when switch began`,
    );
  }
  for (const [index, { name, live, offset, bytes }] of fields.entries()) {
    const is = typeof live === 'number' ? load(trial, trial.address('teb') + live, bytes) : trial.get(live);
    const wanted = next.values[index]!;
    if (is !== wanted) {
      trial.fail(
        name,
        `${name} was ${hex(wanted)} when thread ${to} was left and is ${hex(is)} when it goes on: switch has not brought it back, another thread has used it meanwhile`,
      );
    }
    const was = old.values[index]!;
    const kept = load(trial, old.context + offset, bytes);
    if (kept !== was) {
      trial.fail(
        name,
        `the context of thread ${from} has ${hex(kept)} at offset ${hex(offset)}, and ${name} was ${hex(was)} when switch began: that is where it is saved`,
      );
    }
  }
  checkFlags(trial);
  const limits = fields.flatMap(({ live, bytes }) => {
    if (typeof live !== 'number') return [];
    const start = trial.address('teb') + live;
    return [{ start, end: start + bytes }];
  });
  const written = memory.changed([
    ...limits,
    { start: old.context, end: old.context + size },
    { start: old.stack.start, end: old.rsp },
    { start: next.stack.start, end: rsp },
  ]);
  if (written !== undefined) {
    trial.fail('memory', `switch has written to ${hex(written)}, which is not its to change`);
  }
}

function checkFlags(trial: Trial): void {
  if ((trial.get('rflags') & DIRECTION_FLAG) !== 0n) {
    trial.fail(
      'flags',
      'DF, the direction flag, is set when switch returns: string instructions go backwards',
    );
    trial.set('rflags', 0x202n);
  }
  for (const [name, register, start, mask] of [
    ['mxcsr', 'mxcsr', 0x1f80n, MXCSR_CONTROL],
    ['the x87 control word', 'fctrl', 0x37fn, 0xffffn],
  ] as const) {
    const is = trial.get(register) & mask;
    if (is === start) continue;
    trial.fail('flags', `${name} was ${hex(start)} when switch began and is ${hex(is)} when it returns`);
    trial.set(register, start);
  }
}

function load({ machine }: Trial, address: number, bytes: 8 | 16): bigint {
  const low = machine.readU64(address);
  return bytes === 8 ? low : low | (machine.readU64(address + 8) << 64n);
}

function store({ machine }: Trial, address: number, bytes: 8 | 16, value: bigint): void {
  machine.writeU64(address, BigInt.asUintN(64, value));
  if (bytes === 16) machine.writeU64(address + 8, value >> 64n);
}
