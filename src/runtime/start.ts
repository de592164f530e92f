/** A program -> a process that is about to execute its first instruction. */

import { CONTEXT_THREAD_PTR, Permission, PROGRAM_BASE, THREAD_FUNCTION } from '../../asm/abi.ts';
import type { Image } from '../elf/image.ts';
import { PAGE } from '../elf/place.ts';
import { Machine } from '../machine/index.ts';
import { commitDownTo } from './stacks/commit.ts';
import { EventLog } from './event-log.ts';
import { Files } from './outside/files.ts';
import { WORKERS } from './calls/file-calls.ts';
import { Heap } from './heap.ts';
import { initialStack } from './stacks/initial-stack.ts';
import { layOut, programLimit, type Layout, type LayoutOptions } from './stacks/layout.ts';
import { needsOf } from './program/needs.ts';
import { Output, type Writer } from './output.ts';
import type { GuestCode, Process } from './process.ts';
import type { Policy } from './threads/policies/policy.ts';
import { linked, type Program } from './program/program.ts';
import { setLimit } from './stacks/stack-parts.ts';
import { stackPermission } from './stacks/stack.ts';
import { SwitchLog } from './threads/switch-log.ts';
import { Symbols } from './program/symbols.ts';
import { answerAtOnce } from './calls/syscalls.ts';
import { ThreadTable } from './threads/thread-table.ts';
import { firstTurn } from './threads/turn.ts';
import { Waits } from './threads/waits.ts';
import { SWITCHING } from './threads/yield.ts';

export interface StartOptions extends LayoutOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly recordSwitches: number;
  readonly recordEvents: number;
  readonly policy: Policy;
  readonly quantum: number | undefined;
  readonly stdin: () => Uint8Array;
  readonly onJump: ((nanoseconds: number) => void) | undefined;
  readonly onWrite: Writer | undefined;
}

/**
 * @throws ProgramError when no object says where to begin.
 * @throws LinkError when symbols are missing or defined twice.
 * @throws RangeError when the options make no sense or the whole does not fit into memory.
 */
export function start(program: Program, options: StartOptions): Process {
  const needs = needsOf(program);
  const wanted = { ...needs, ...options };
  const { image, hasRuntime } = linked(program, { limit: programLimit(wanted), stack: options.stack });
  const end = endOf(image);
  const layout = layOut(end, wanted);
  if (layout.moves && hasRuntime && 'segments' in program) {
    throw new RangeError(
      `an executable has been linked with the stacks that it has; stack '${layout.mode}' takes objects or assembly`,
    );
  }
  const quantum = quantumOf(options.quantum ?? needs.quantum);
  const stack = initialStack(layout.stack(0).top, image, options.args, options.env);
  const machine = new Machine(layout.memory);
  machine.load(image);
  protectStacks(machine, layout, image);
  if (layout.mode === 'commit') commitDownTo({ machine, image }, layout.stack(0), stack.rsp);
  machine.write(stack.rsp, stack.bytes);
  machine.setRegister('rsp', BigInt(stack.rsp));

  const symbols = new Symbols(image);
  machine.writeU64(layout.record(0) + CONTEXT_THREAD_PTR, BigInt(layout.record(0)));
  machine.writeU64(layout.record(0) + THREAD_FUNCTION, hasRuntime ? symbols.get('main') : 0n);
  const process: Process = {
    machine,
    words: new Uint32Array(machine.bytes.buffer),
    image,
    symbols,
    layout,
    threads: new ThreadTable(layout.maxThreads, options.policy.byArrival),
    policy: options.policy,
    policies: [options.policy],
    quantum,
    turn: firstTurn(quantum),
    waits: new Waits(),
    files: new Files(),
    stdin: options.stdin,
    onJump: options.onJump,
    pool: Array<number>(WORKERS).fill(0),
    idle: 0,
    switches: new SwitchLog(options.recordSwitches),
    events: options.recordEvents > 0 ? new EventLog(options.recordEvents) : undefined,
    guest: hasRuntime ? guestCode(symbols) : undefined,
    heap: new Heap(machine, Math.ceil(end / PAGE) * PAGE, layout.bottom),
    output: new Output(options.onWrite),
    ahead: 1,
    lastSwitch: Infinity,
    ended: undefined,
  };
  const block = hasRuntime ? symbols.find('__control_block') : undefined;
  if (block !== undefined) machine.setRegister('fs_base', block);
  setLimit(process);
  machine.onSystemCall = () => answerAtOnce(process);
  return process;
}

/** Whoever is not interrupted has a turn without an end. */
function quantumOf(quantum = Infinity): number {
  if (quantum === Infinity || (Number.isSafeInteger(quantum) && quantum > 0)) return quantum;
  throw new RangeError(`quantum is a whole number above 0, not ${quantum}`);
}

function endOf({ segments }: Image): number {
  return segments.reduce((end, { address, size }) => Math.max(end, address + size), PROGRAM_BASE);
}

/** Everything above the program may be read and written, but for the guard pages and what is not committed. */
function protectStacks(machine: Machine, layout: Layout, image: Image): void {
  const permission = stackPermission(image);
  const { above, mode } = layout;
  const ofStacks = mode === 'commit' ? 0 : permission;
  machine.protect(layout.bottom, above.base - layout.bottom, ofStacks | Permission.ZERO);
  machine.protect(above.base, above.size, Permission.GUARD);
  machine.protect(above.top, layout.moved(0) - above.top, permission);
  for (let slot = 0; slot < layout.maxThreads; slot++) {
    const { base, size } = layout.guard(slot);
    machine.protect(base, size, Permission.GUARD);
  }
}

/** What makes a switch, what is about to, and what others rely on to be done at one go. */
const UNINTERRUPTED = [
  ...SWITCHING,
  'preempt',
  'wait_in',
  'wake_first',
  'mutex_lock',
  'mutex_try_lock',
  'mutex_unlock',
  'condition_wait',
  'condition_signal',
  'condition_broadcast',
  'semaphore_wait',
  'semaphore_post',
  'malloc',
  'free',
];

function guestCode(symbols: Symbols): GuestCode {
  return {
    call: symbols.get('call'),
    skip: symbols.get('skip'),
    guard: symbols.get('guard'),
    preempt: symbols.get('preempt'),
    last: symbols.get('exit_last'),
    uninterrupted: UNINTERRUPTED.flatMap((name) => symbols.functionAt(name) ?? []),
    straight: new Map(),
  };
}
