/** What a model costs, read off the machine while it runs the model's programs. */

import { REG_RIP, REG_RSP, STATE } from '../../asm/abi.ts';
import { Runtime, State, type RuntimeOptions } from '../runtime/index.ts';
import { CodeCache } from '../scope/checks/code-cache.ts';
import { Kind } from '../scope/checks/code.ts';
import { programOf, type Job, type Model } from './models.ts';

/** At the moment when all tasks wait. Bytes; those of a task are means. */
export interface Held {
  /** Stacks that are in use, that of `main` included. */
  readonly stacks: number;
  /** What is set aside for each of them but that of `main`. */
  readonly stackSize: number;
  /** Of each task: what it has touched of a stack of its own. */
  readonly stack: number;
  /** Of each task: its Thread, with the context. */
  readonly record: number;
  /** Of each task: what is taken on the heap. */
  readonly heap: number;
}

/** From where one task stops to where the next one goes on; means over the tasks, whose own code is left out. */
export interface Between {
  readonly instructions: number;
  /** That are written to memory. */
  readonly bytes: number;
  /** To the host, which is the kernel here. */
  readonly calls: number;
  /** How often the model's label was called. */
  readonly resumptions: number;
}

export interface Measured {
  readonly held: Held;
  /** When a task lets the others run. */
  readonly yields: Between;
  /** When it waits for a time. */
  readonly waits: Between;
  /** What the virtual clock shows at the end of each job, in nanoseconds. */
  readonly time: Readonly<Record<Job, number>>;
  /** What the tasks that wait have taken on this computer, in seconds. */
  readonly seconds: number;
}

/** Waits are 10 ms and more; what the clock jumps because two tasks do not begin to wait at once is less. */
const LONG = 1_000_000;

/** Instructions that are followed one by one, at most. */
const MOST_FOLLOWED = 1_000_000;

/** @throws OutOfMemory when so many stacks do not fit into a machine. */
export function measure(model: Model, tasks: number): Measured {
  const options: RuntimeOptions = {
    args: [model.name, String(tasks)],
    ...(model.threads ? { maxThreads: tasks + 1 } : {}),
    onWrite: ignore,
  };
  const nested = new Runtime(programOf(model, 'nested-timers'), { onWrite: ignore });
  nested.run();
  const yielding = new Runtime(programOf(model, 'yields'), options);
  const yields = followYields(yielding, model, tasks);
  yielding.run();

  const program = programOf(model, 'tasks');
  /** After how many instructions all wait. */
  const jumps: number[] = [];
  const waiting: Runtime = new Runtime(program, {
    ...options,
    onJump: (by) => {
      if (by >= LONG) jumps.push(waiting.instructions);
    },
  });
  const began = process.hrtime.bigint();
  waiting.run();
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;

  const again = new Runtime(program, options);
  const [first = 0, second = first] = jumps;
  again.run({ until: { instruction: first - 1 } });
  const held = heldBy(again, tasks);
  again.run({ until: { instruction: first } });
  const waits = follow(again, model, () => again.instructions >= second);
  const time = { 'nested-timers': nested.time, tasks: waiting.time, yields: yielding.time };
  return { held, yields, waits, time, seconds };
}

/** From when each task has had one turn until each has had two. */
function followYields(runtime: Runtime, model: Model, tasks: number): Between {
  const turns = (): number => numberAt(runtime, 'counted');
  // in so many instructions no more than a few of them have another turn
  while (turns() < tasks && runtime.run({ maxInstructions: tasks }).kind === 'limit');
  return follow(runtime, model, () => turns() >= 2 * tasks);
}

function ignore(): void {}

function heldBy(runtime: Runtime, tasks: number): Held {
  const { layout } = runtime.process;
  const alive = runtime.threads.filter(({ state }) => state !== State.Available);
  const others = alive.filter(({ id }) => id !== 0);
  const touched = others.reduce((sum, { stack }) => sum + stack.highWater, 0);
  const records = others.length * (layout.record(1) - layout.record(0));
  return {
    stacks: alive.length,
    stackSize: layout.stackSize,
    stack: touched / tasks,
    record: records / tasks,
    heap: numberAt(runtime, 'heap_in_use') / tasks,
  };
}

const RIP = (STATE + REG_RIP) >>> 2;
const RSP = (STATE + REG_RSP) >>> 2;

/** Follows a run for a while: all that is not in the function `task` is what takes it from task to task. */
function follow(runtime: Runtime, { label }: Model, isOver: () => boolean): Between {
  const { symbols, words } = runtime.process;
  const own = symbols.functionAt('task')!;
  const resumed = Number(symbols.get(label));
  const code = new CodeCache(runtime);
  const before = numberAt(runtime, 'counted');
  let instructions = 0;
  let bytes = 0;
  let calls = 0;
  let resumptions = 0;
  for (let count = 0; count < MOST_FOLLOWED && !isOver(); count++) {
    const rip = words[RIP]!;
    const rsp = words[RSP]!;
    if (rip === resumed) resumptions++;
    const decoded = code.at(rip);
    runtime.run({ maxInstructions: 1 });
    if (!decoded || (rip >= own.start && rip < own.end)) continue;
    instructions++;
    if (decoded.kind === Kind.STOP) calls++;
    const pushes = decoded.kind === Kind.PUSH || decoded.kind === Kind.CALL;
    bytes += pushes ? rsp - words[RSP]! : decoded.stores;
  }
  const times = numberAt(runtime, 'counted') - before;
  return {
    instructions: instructions / times,
    bytes: bytes / times,
    calls: calls / times,
    resumptions: resumptions / times,
  };
}

/** The number that a program keeps at a label; 0 when it has no such label. */
function numberAt({ machine, process: { symbols } }: Runtime, label: string): number {
  const address = symbols.find(label);
  return address === undefined ? 0 : Number(machine.readU64(Number(address)));
}
