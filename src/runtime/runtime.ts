/** The book's `Runtime`: green threads that run on the machine. */

import type { Image } from '../elf/image.ts';
import type { Machine } from '../machine/index.ts';
import { now } from './outside/clock.ts';
import { NoAvailableThread, NoRuntime } from './errors.ts';
import type { RuntimeEvent } from './event-log.ts';
import { interrupt } from './threads/interrupt.ts';
import type { LayoutOptions } from './stacks/layout.ts';
import type { Outcome } from './outcome.ts';
import type { Writer } from './output.ts';
import { policyOf, type PolicyChoice } from './threads/policies/choice.ts';
import { clock, nameOfTask, type Process } from './process.ts';
import type { Program } from './program/program.ts';
import { run, type RunOptions } from './run.ts';
import { restore, snapshot, type Snapshot } from './snapshot.ts';
import { spawnThread } from './threads/spawn.ts';
import { unwindStack } from './stacks/stack-parts.ts';
import { start } from './start.ts';
import type { SwitchRecord } from './threads/switch-log.ts';
import { Thread } from './threads/thread.ts';
import { isSwitching } from './threads/yield.ts';

export interface RuntimeOptions extends LayoutOptions {
  /** What the program finds as `argv`, its own name first. Default: nothing. */
  readonly args?: readonly string[];
  /** What it finds as its environment. Default: nothing. */
  readonly env?: Readonly<Record<string, string>>;
  /** Who runs when a thread gives way. Default: 'round-robin', as in the book. */
  readonly policy?: PolicyChoice;
  /** Instructions after which a thread is interrupted and gives way. Default: as many as it takes. */
  readonly quantum?: number;
  /**
   * What the program reads from its standard input; text is UTF-8. A function is asked when the program reads for the
   * first time. Default: nothing.
   */
  readonly stdin?: Uint8Array | string | (() => Uint8Array);
  /**
   * Told of everything that the program writes, `fd` being 1 or 2, but not of what it writes again after a `restore`.
   * Without it, `output` collects it.
   */
  readonly onWrite?: Writer;
  /**
   * Told by how many nanoseconds the virtual clock jumps when all threads wait; the run goes on when it returns. Whoever
   * wants to see a program in real time waits so long.
   */
  readonly onJump?: (nanoseconds: number) => void;
  /** How many of the latest switches are kept. Default: 4096. */
  readonly recordSwitches?: number;
  /** How many events of the run are kept, the first ones. Default: 0. */
  readonly recordEvents?: number;
}

/**
 * A program in a machine of its own, with the threads that it and you make.
 *
 * A program that defines `main` gets the guest's half of the runtime (`spawn`, `yield_thread`, `switch` and what they
 * need) linked in, except for what it defines itself; `main` is the base thread, thread 0. A program that defines
 * `_start` runs as it is, on thread 0's stack; so does an executable (`readExecutable`).
 */
export class Runtime {
  /** All of the state, as this library's other parts see it. */
  readonly process: Process;

  /**
   * Links the program and loads it into a new machine; nothing runs yet.
   *
   * @throws ProgramError when the objects define neither `main` nor `_start`.
   * @throws LinkError when symbols are missing or defined twice.
   * @throws RangeError when an option makes no sense.
   * @throws OutOfMemory when threads and stacks do not fit into memory, or this computer has not as much.
   */
  constructor(program: Program, options: RuntimeOptions = {}) {
    const {
      recordSwitches = 4096,
      recordEvents = 0,
      onWrite,
      onJump,
      args = [],
      env = {},
      ...rest
    } = options;
    const { stdin = '', policy = 'round-robin', quantum, ...layout } = rest;
    this.process = start(program, {
      ...layout,
      recordSwitches,
      recordEvents,
      args,
      env,
      policy: policyOf(policy, (id) => this.thread(id)),
      quantum,
      stdin: inputOf(stdin),
      onWrite,
      onJump,
    });
  }

  get machine(): Machine {
    return this.process.machine;
  }

  /** The virtual clock: nanoseconds since the program began. */
  get time(): number {
    return now(this.process);
  }

  /**
   * Another policy decides from now on; in a debugger, within `edit`.
   *
   * @throws RangeError for `fifo` unless the runtime was made with it: nobody knows who has been Ready for how long.
   */
  setPolicy(choice: PolicyChoice): void {
    const policy = policyOf(choice, (id) => this.thread(id));
    if (policy.byArrival && !this.process.threads.byArrival)
      throw new RangeError(`${policy.name} has to be chosen before the program begins`);
    this.process.policies.push(policy);
    this.process.policy = policy;
  }

  /** The linked program. */
  get image(): Image {
    return this.process.image;
  }

  /** Instructions retired since the program began: its clock. */
  get instructions(): number {
    return clock(this.process);
  }

  /** All slots, index = id. They are views: what they show is read when you ask. */
  get threads(): readonly Thread[] {
    return Array.from({ length: this.process.threads.size }, (_, id) => this.thread(id));
  }

  /** The slot of an id, which is below `maxThreads`. */
  thread(id: number): Thread {
    return new Thread(this.process, id);
  }

  /** The id of the running thread. */
  get current(): number {
    return this.process.threads.current;
  }

  /** Whether the program has green threads: it starts with `main`. */
  get hasThreads(): boolean {
    return this.process.guest !== undefined;
  }

  /** The latest switches, oldest first; as many as `recordSwitches`. */
  get switches(): readonly SwitchRecord[] {
    return this.#records();
  }

  /** The latest of them; undefined before the first. */
  get lastSwitch(): SwitchRecord | undefined {
    return this.#records(1)[0];
  }

  /** How many switches there have been, those included that are no longer recorded. */
  get switchCount(): number {
    return this.process.switches.count;
  }

  /** What has happened since the program began, oldest first; as much as `recordEvents`. */
  get events(): readonly RuntimeEvent[] {
    return this.process.events?.events ?? [];
  }

  /** How many events there have been, those included that are not kept; 0 when none are recorded. */
  get eventCount(): number {
    return this.process.events?.count ?? 0;
  }

  /** What the program has written so far, as UTF-8; empty when `onWrite` takes it. */
  get output(): string {
    return this.process.output.text;
  }

  /**
   * A new thread, Ready, in the first Available slot.
   *
   * @param task the function that it calls: a label of the program, or a guest address.
   * @param argument what the function finds in rdi.
   * @throws NoAvailableThread when every slot is taken.
   * @throws UnknownLabel
   * @throws NoRuntime when the program starts at its own `_start`.
   */
  spawn(task: string | number | bigint, argument: number | bigint = 0n): Thread {
    const { process } = this;
    if (!process.guest) throw new NoRuntime();
    const address = typeof task === 'string' ? process.symbols.get(task) : BigInt(task);
    const id = spawnThread(process, process.guest, address, BigInt.asUintN(64, BigInt(argument)));
    if (id === -1) throw new NoAvailableThread();
    return new Thread(process, id);
  }

  /**
   * Runs until the program ends, faults, or comes to where it is to stop. After `limit` and `stopped` another run
   * goes on; a run of a program that has ended returns the same outcome again.
   *
   * @throws UnknownLabel when `until` names one.
   */
  run(options: RunOptions = {}): Outcome {
    return run(this.process, options);
  }

  /**
   * The book's `t_yield`: the running thread, wherever it is, gives way to the next Ready one. All of its registers
   * are saved and come back with its next turn. Returns when the other thread's registers are loaded.
   *
   * @returns false, and nothing has happened, when nobody else is Ready or the program has ended or faults.
   * @throws NoRuntime when the program starts at its own `_start`.
   */
  tYield(): boolean {
    const { process } = this;
    if (!process.guest) throw new NoRuntime();
    return this.#settle() && this.#givesWay() && !interrupt(process, process.guest) && this.#switch();
  }

  /**
   * The book's `t_return`: the running thread has finished, as if its task had returned to `guard`, and the next
   * Ready one runs. Does nothing to the base thread.
   *
   * @throws NoRuntime when the program starts at its own `_start`.
   */
  tReturn(): void {
    const { machine, guest, threads } = this.process;
    if (!guest) throw new NoRuntime();
    if (!this.#settle() || threads.current === 0) return;
    machine.setRegister('rsp', BigInt(unwindStack(this.process) - 8));
    machine.setRegister('rip', guest.guard);
    this.#switch();
  }

  /** The book's `yield_thread`: `tYield` for whoever does not ask whether another thread ran. */
  yieldThread(): void {
    this.tYield();
  }

  /**
   * The whole run at this moment, as plain data. Memory, threads and records that are the same as in the snapshot
   * before are shared with it. From a snapshot on, the program goes the same way each time.
   */
  snapshot(): Snapshot {
    return snapshot(this.process);
  }

  /**
   * Makes the run what it was at a snapshot: registers, memory, threads, clock and output.
   *
   * @throws RangeError when it is of a machine with more or less memory than this one.
   */
  restore(to: Snapshot): void {
    restore(this.process, to);
  }

  #records(atMost?: number): SwitchRecord[] {
    return this.process.switches.records((id, task) => nameOfTask(this.process, id, task), atMost);
  }

  /** Whether another thread runs when the running one yields. */
  #givesWay(): boolean {
    const { threads, policy, switches } = this.process;
    const { current } = threads;
    return threads.after(current) !== -1 && policy.pick(threads, switches.count) !== current;
  }

  /** Lets a switch that is under way come to its end. */
  #settle(): boolean {
    const { process } = this;
    if (isSwitching(process)) this.run({ until: { switch: process.switches.count } });
    return !process.ended && !isSwitching(process);
  }

  #switch(): boolean {
    const number = this.process.switches.count + 1;
    const outcome = this.run({ until: { switch: number } });
    return outcome.kind === 'stopped' && outcome.why === 'switch';
  }
}

/** Asks once. */
function inputOf(stdin: NonNullable<RuntimeOptions['stdin']>): () => Uint8Array {
  let bytes: Uint8Array | undefined;
  return () => {
    bytes ??= typeof stdin === 'function' ? stdin() : asBytes(stdin);
    return bytes;
  };
}

function asBytes(input: string | Uint8Array): Uint8Array {
  return typeof input === 'string' ? new TextEncoder().encode(input) : input;
}
