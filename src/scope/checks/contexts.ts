/** A context is saved, loaded once, and saved again. */

import { Permission } from '../../../asm/abi.ts';
import { State } from '../../runtime/index.ts';
import { named } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Check, Observed, RspLoad } from './events.ts';
import { leavesStack } from './stacks.ts';
import { functionName } from './words.ts';

/** Contexts of a program's own that are remembered. */
const MOST_CONTEXTS = 1 << 16;

export function contextChecks(observed: Observed): Check {
  const { runtime } = observed;
  const { process } = runtime;
  /** Where rsp has been stored. */
  const saved = new Set<number>();
  /** When a thread went on with the rsp that was stored at an address. */
  const resumed = new Map<number, number>();
  const finished = (source: number): number | undefined => {
    const region = process.layout.regionOf(source);
    const isRsp = region?.kind === 'record' && region.offset === 0;
    return isRsp && process.threads.state(region.slot) === State.Available ? region.slot : undefined;
  };
  return {
    storeRsp(address) {
      if (saved.size < MOST_CONTEXTS) saved.add(address);
    },
    loadRsp(load) {
      const { source, value, valid } = load;
      const thread = source === undefined ? undefined : finished(source);
      if (isContext(observed, saved, load)) reportNoStack(observed, load);
      else if (!valid || !isStack(observed, value)) reportNotSaved(observed, load);
      else if (thread !== undefined) reportFinished(observed, load, thread);
    },
    stale(load, slot) {
      reportTwice(observed, load, slot);
    },
    return(frame, arrival) {
      const { load } = observed;
      if (arrival !== 'switch' || frame.kind !== 'call' || load?.source === undefined) return;
      const { source } = load;
      if ((resumed.get(source) ?? 0) > observed.writers.timeOf(source))
        reportTwice(observed, load, frame.slot);
      if (resumed.size < MOST_CONTEXTS || resumed.has(source)) resumed.set(source, load.time);
    },
  };
}

function isStack({ runtime: { machine } }: Observed, value: number): boolean {
  const allowed = Permission.READ | Permission.WRITE;
  return (
    machine.allows(BigInt(value), 8, allowed) || (value >= 8 && machine.allows(BigInt(value - 8), 8, allowed))
  );
}

/**
 * Whether rsp has become the address of a context: with the runtime, of a Thread; else of a place where rsp has been
 * saved, but for those on the stack itself, where compilers keep it to give room back.
 */
function isContext(observed: Observed, saved: ReadonlySet<number>, load: RspLoad): boolean {
  if (observed.runtime.process.layout.regionOf(load.value)?.kind === 'record') return true;
  return saved.has(load.value) && leavesStack(observed, load);
}

function reportNoStack(observed: Observed, { value }: RspLoad): void {
  observed.report({
    code: 'rsp-not-a-stack',
    message: `${functionName(observed, observed.address)} loads rsp with ${hex(value)}, the address of a context, where the value that is stored there is wanted`,
    advice: 'load what the context holds: mov rsp, [rsi], with brackets, not mov rsp, rsi',
    register: 'rsp',
    slot: named(observed.runtime, BigInt(value)),
  });
}

function reportNotSaved(observed: Observed, { source, value, valid }: RspLoad): void {
  const { runtime } = observed;
  const where = source === undefined ? '' : ` from ${named(runtime, BigInt(source)).name}`;
  const cause = source === undefined ? null : observed.lastWriteTo(source);
  const what = valid ? hex(value) : 'an address that no machine has';
  observed.report({
    code: 'context-not-saved',
    message: `${functionName(observed, observed.address)} loads rsp with ${what}${where}, where ${cause ? 'no rsp has been saved' : 'nobody has saved anything'}: that is no stack`,
    advice:
      'fill every context before it is loaded: switch saves the old one, and spawn makes the first one of a thread, whose rsp points at the slot with the address to begin at',
    register: 'rsp',
    slot: source === undefined ? null : named(runtime, BigInt(source)),
    cause,
  });
}

function reportFinished(observed: Observed, { source }: RspLoad, thread: number): void {
  const { runtime } = observed;
  observed.report({
    code: 'finished-thread',
    message: `${functionName(observed, observed.address)} switches to thread ${thread}, which has finished: what it left on its stack is nobody's any more`,
    advice: 'take a thread that has finished off the list of those that may run',
    slot: named(runtime, BigInt(source!)),
  });
}

function reportTwice(observed: Observed, load: RspLoad | undefined, slot: number): void {
  const { runtime } = observed;
  const source = load?.source;
  const where = source === undefined ? '' : ` at ${named(runtime, BigInt(source)).name}`;
  observed.report({
    code: 'context-loaded-twice',
    message: `the context${where} has been loaded a second time, but not saved since the first: its thread has gone on from there already`,
    advice:
      'save the running thread to its context before another is loaded, and pick the next thread from those that have been saved',
    slot: named(runtime, BigInt(source ?? slot)),
    cause: source === undefined ? null : observed.lastWriteTo(source),
  });
}
