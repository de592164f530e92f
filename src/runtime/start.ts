/** Objects -> a process that is about to execute its first instruction. */

import { CONTEXT_THREAD_PTR, PAGE_SIZE, Permission, PROGRAM_BASE, THREAD_FUNCTION } from '../../asm/abi.ts';
import type { Image } from '../elf/image.ts';
import type { ObjectFile } from '../elf/object.ts';
import { Machine } from '../machine/index.ts';
import { layOut, programLimit, type Layout, type LayoutOptions } from './layout.ts';
import type { GuestCode, Process } from './process.ts';
import { linkProgram } from './program.ts';
import { SwitchLog } from './switch-log.ts';
import { Symbols } from './symbols.ts';
import { ThreadTable } from './thread-table.ts';

export interface StartOptions extends LayoutOptions {
  readonly recordSwitches: number;
  readonly write: Process['write'];
}

/**
 * @throws ProgramError when no object says where to begin.
 * @throws LinkError when symbols are missing or defined twice.
 * @throws RangeError when the options make no sense or the whole does not fit into memory.
 */
export function start(objects: readonly ObjectFile[], options: StartOptions): Process {
  const { image, hasRuntime } = linkProgram(objects, { limit: programLimit(options) });
  const layout = layOut(endOf(image), options);
  const machine = new Machine(layout.memory);
  machine.load(image);
  protectStacks(machine, layout);
  machine.setRegister('rsp', BigInt(layout.stack(0).top - START_FRAME));

  const symbols = new Symbols(image);
  machine.writeU64(layout.record(0) + CONTEXT_THREAD_PTR, BigInt(layout.record(0)));
  machine.writeU64(layout.record(0) + THREAD_FUNCTION, hasRuntime ? symbols.get('main') : 0n);
  return {
    machine,
    words: new Uint32Array(machine.bytes.buffer),
    image,
    symbols,
    layout,
    threads: new ThreadTable(layout.maxThreads),
    switches: new SwitchLog(options.recordSwitches),
    guest: hasRuntime ? guestCode(symbols) : undefined,
    write: options.write,
    ended: undefined,
  };
}

/**
 * What Linux leaves on the stack of a program without arguments and environment, in 8 bytes each, and the padding
 * that makes it a multiple of 16:
 *
 *   rsp+0 argc = 0   +8 end of argv   +16 end of the environment   +24 end of the auxiliary vector (16 bytes)
 */
const START_FRAME = 48;

function endOf({ segments }: Image): number {
  return segments.reduce((end, { address, size }) => Math.max(end, address + size), PROGRAM_BASE);
}

/** Everything above the program may be read and written, but for the guard pages. */
function protectStacks(machine: Machine, layout: Layout): void {
  machine.protect(layout.bottom, layout.memory - layout.bottom, Permission.READ | Permission.WRITE);
  machine.protect(layout.stack(0).top, PAGE_SIZE, Permission.GUARD);
  for (let slot = 0; slot < layout.maxThreads; slot++) {
    machine.protect(layout.stack(slot).base - PAGE_SIZE, PAGE_SIZE, Permission.GUARD);
  }
}

function guestCode(symbols: Symbols): GuestCode {
  return {
    call: symbols.get('call'),
    skip: symbols.get('skip'),
    guard: symbols.get('guard'),
    preempt: symbols.get('preempt'),
  };
}
