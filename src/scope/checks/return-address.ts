/** What `ret` takes from the stack is what a call has pushed, or `spawn` has written, and nobody has changed. */

import { Permission } from '../../../asm/abi.ts';
import type { Check, Observed } from './events.ts';
import { named } from '../names.ts';
import { hex } from '../numbers.ts';
import type { Frame } from './shadow.ts';
import { callText, distance, functionName, valueText } from './words.ts';

const FABRICATED: ReadonlyMap<number, string> = new Map([
  [0, 'guard'],
  [1, 'skip'],
  [2, 'call'],
]);

export function returnAddress(observed: Observed): Check {
  const { runtime } = observed;
  const read = (slot: number): string => {
    const mapped = slot >= 0 && runtime.machine.allows(BigInt(slot), 8, Permission.READ);
    return mapped ? valueText(observed, runtime.machine.readU64(slot)) : 'an address';
  };
  return {
    misreturn(slot, frame) {
      if (frame) reportOverwritten(observed, frame, read(slot));
      else reportWithoutCall(observed, slot, read(slot));
    },
    fault() {
      const { current } = observed.shadow;
      const frame = current.frames.findLast((one) => isOverwritten(observed, one));
      if (frame) reportOverwritten(observed, frame, read(frame.slot));
    },
  };
}

/** Whether a slot in use no longer holds its return address. */
export function isOverwritten({ runtime }: Observed, { slot, returnAddress: address }: Frame): boolean {
  return runtime.machine.readU64(slot) !== BigInt(address);
}

export function reportOverwritten(observed: Observed, frame: Frame, value: string): void {
  const fabricated = frame.kind === 'fabricated';
  const { runtime, shadow } = observed;
  const what = fabricated
    ? `the address of ${FABRICATED.get(frame.index)}, which spawn has written to the new stack,`
    : `the return address ${valueText(observed, BigInt(frame.returnAddress))}, with which ${callText(observed, frame)},`;
  const foreign = frame.strand !== shadow.current ? ' by another thread' : '';
  observed.report({
    code: fabricated ? 'fabricated-slot-overwritten' : 'return-address-overwritten',
    message: `${what} has been overwritten${foreign}: its slot holds ${value}`,
    advice: fabricated
      ? 'leave the 16 bytes above and what spawn has written below them alone: a task begins below them'
      : 'find out why the instruction that is named wrote there: a buffer on the stack that is too small, a wrong index, or a pointer into a frame that is no more',
    slot: named(runtime, BigInt(frame.slot)),
    cause: observed.lastWriteTo(frame.slot),
  });
}

function reportWithoutCall(observed: Observed, slot: number, value: string): void {
  const { shadow, runtime, load } = observed;
  const top = shadow.current.frames.at(-1);
  const here = functionName(observed, observed.address);
  const writer = observed.lastWriteTo(slot);
  const began = load && load.depth === shadow.current.frames.length;
  const expected = top
    ? `; the address to return to lies ${distance(top.slot - slot)}, at ${hex(top.slot)}`
    : '; there is no call to return from';
  observed.report({
    code: 'return-without-call',
    message: began
      ? `ret in ${here} takes ${value} from the new stack, where ${writer ? 'no address of code has been put' : 'nobody has written anything'}`
      : `ret in ${here} takes ${value}, which no call has pushed${expected}`,
    advice: began
      ? 'let the saved rsp point at the slot that holds the address of the function to begin with: ret pops what rsp points at, and rsp is then 8 higher'
      : 'pop as much as has been pushed, and add to rsp what has been subtracted, on every way to ret',
    slot: named(runtime, BigInt(slot)),
    cause: writer,
  });
}
