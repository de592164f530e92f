/** What threads write to each other's stacks. A pointer that was passed fairly leads to data of a frame in use. */

import { REG_RSP, RED_ZONE } from '../../../asm/abi.ts';
import { State } from '../../runtime/index.ts';
import { regionOf, stackOf } from '../../runtime/stacks/stack-parts.ts';
import { named } from '../names.ts';
import { stackView } from '../registers.ts';
import { walk } from '../walk.ts';
import { hex } from '../numbers.ts';
import { wordOf } from './code.ts';
import type { Check, Observed } from './events.ts';
import { isOverwritten, reportOverwritten } from './return-address.ts';
import { functionName, valueText } from './words.ts';

const RSP = wordOf(REG_RSP);
export function foreignWrites(observed: Observed): Check {
  const { runtime, words } = observed;
  const { process } = runtime;
  const { layout, threads } = process;
  const savedOf = savedRegisters(observed);
  return {
    write(address, bytes) {
      if (address < layout.bottom && !layout.moves) return;
      const region = regionOf(process, address);
      const own = region && regionOf(process, words[RSP]! - 8);
      if (region?.kind !== 'stack' || own?.kind !== 'stack' || own.slot === region.slot) return;
      const { slot: thread } = region;
      if (threads.state(thread) === State.Available) reportFinished(observed, thread, address);
      else if (
        address >= stackOf(process, thread).base &&
        address + bytes <= savedRsp(words, layout.record(thread)) - RED_ZONE
      )
        reportFree(observed, thread, address);
      else {
        const overwritten = [address & ~7, (address + bytes - 1) & ~7];
        for (const slot of new Set(overwritten)) checkSlot(observed, slot >>> 0, thread, savedOf);
      }
    },
  };
}

function savedRsp(words: Uint32Array, record: number): number {
  return words[record >>> 2]!;
}

function checkSlot(
  observed: Observed,
  slot: number,
  thread: number,
  savedOf: (thread: number) => ReadonlyMap<number, string>,
): void {
  const { runtime, shadow } = observed;
  const frame = shadow.frameAt(slot);
  if (frame && frame.strand !== shadow.current && isOverwritten(observed, frame)) {
    reportOverwritten(observed, frame, valueText(observed, runtime.machine.readU64(slot)));
    return;
  }
  const register = savedOf(thread).get(slot);
  if (register === undefined) return;
  observed.report({
    code: 'saved-register-overwritten',
    message: `${functionName(observed, observed.address)} writes over ${register}, which thread ${thread} has saved at ${hex(slot)} of its stack`,
    advice:
      'find out where the pointer comes from: it leads into a frame of another thread, but not to its data',
    register,
    slot: named(runtime, BigInt(slot)),
  });
}

/** Where a thread that waits has pushed registers, by address; looked up once between two switches. */
function savedRegisters({ runtime }: Observed): (thread: number) => ReadonlyMap<number, string> {
  let switches = -1;
  const known = new Map<number, ReadonlyMap<number, string>>();
  return (id) => {
    if (switches !== runtime.switchCount) known.clear();
    switches = runtime.switchCount;
    let saved = known.get(id);
    if (!saved) {
      const view = stackView(runtime, runtime.thread(id));
      const pushed = view ? walk(runtime, view).flatMap((frame) => [...frame.pushed]) : [];
      saved = new Map(
        pushed.filter(([, { register }]) => register).map(([address, { what }]) => [Number(address), what]),
      );
      known.set(id, saved);
    }
    return saved;
  };
}

function reportFinished(observed: Observed, thread: number, address: number): void {
  observed.report({
    code: 'finished-stack-write',
    message: `${functionName(observed, observed.address)} writes to ${hex(address)}, on the stack of thread ${thread}, which has finished: the next thread there will find it, or has lost what lay there`,
    advice:
      'let nobody keep a pointer to a local variable longer than its function runs: put what threads share into .data, .bss or the heap',
    slot: named(observed.runtime, BigInt(address)),
  });
}

function reportFree(observed: Observed, thread: number, address: number): void {
  observed.report({
    code: 'foreign-stack-write',
    message: `${functionName(observed, observed.address)} writes to ${hex(address)}, the free part of thread ${thread}'s stack: that thread will write over it as soon as it calls a function`,
    advice:
      'let nobody keep a pointer to a local variable longer than its function runs: put what threads share into .data, .bss or the heap',
    slot: named(observed.runtime, BigInt(address)),
  });
}
