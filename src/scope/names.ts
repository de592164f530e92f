/** What an address is, in words. */

import { Permission, PROGRAM_BASE, THREAD_ARGUMENT, THREAD_FUNCTION } from '../../asm/abi.ts';
import type { Image } from '../elf/image.ts';
import { PAGE } from '../elf/place.ts';
import { CONTEXT_FIELDS, type Runtime } from '../runtime/index.ts';
import { regionOf } from '../runtime/stacks/stack-parts.ts';
import { hex } from './numbers.ts';

/** What lies at an address; offsets are in bytes. */
export type Place =
  | { readonly kind: 'label'; readonly name: string; readonly offset: number }
  /** A part of the program before its first label, or in the last page behind its end. */
  | { readonly kind: 'section'; readonly name: string; readonly offset: number }
  /** `offset` counts from the lowest address of the thread's stack, or of the segment. */
  | {
      readonly kind: 'stack';
      readonly thread: number;
      readonly offset: number;
      /** Of those that it has taken, counted from 1; a stack in one piece has none. */
      readonly segment?: number;
    }
  | { readonly kind: 'guard'; readonly thread: number }
  /** A part of the thread's stack that is not committed yet. */
  | { readonly kind: 'reserved'; readonly thread: number }
  /** The end of a stack, above its highest address; thread 0's has a page of its own there. */
  | { readonly kind: 'top'; readonly thread: number; readonly offset: number }
  /** A field of a Thread: of its context, its function or its argument; `offset` into the field. */
  | { readonly kind: 'thread'; readonly thread: number; readonly field: string; readonly offset: number }
  /** What the program has asked for, by brk or mmap; `offset` counts from the program's end. */
  | { readonly kind: 'heap'; readonly offset: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'machine' }
  | { readonly kind: 'nothing' };

export function placeOf({ process }: Runtime, address: bigint): Place {
  const { layout, machine, symbols } = process;
  if (address < PAGE) return { kind: 'null' };
  if (address < PROGRAM_BASE) return { kind: 'machine' };
  if (address > layout.memory) return { kind: 'nothing' };
  const label = symbols.labelOf(address);
  if (label) return { kind: 'label', ...label };
  const section = symbols.sectionOf(address);
  if (section) return { kind: 'section', name: section.name, offset: Number(address) - section.address };
  const region = regionOf(process, Number(address));
  switch (region?.kind) {
    case 'stack':
      if ((machine.permissionAt(address) & Permission.READ) === 0)
        return { kind: 'reserved', thread: region.slot };
      return {
        kind: 'stack',
        thread: region.slot,
        offset: region.offset,
        ...(region.segment !== undefined && { segment: region.segment }),
      };
    case 'guard': {
      const above = process.threads.size > region.slot + 1 ? region.slot + 1 : undefined;
      if (above !== undefined && layout.stack(above).top === Number(address))
        return { kind: 'top', thread: above, offset: 0 };
      return { kind: 'guard', thread: region.slot };
    }
    case 'above':
      return { kind: 'top', thread: 0, offset: region.offset };
    case 'record': {
      const within = region.offset % 8;
      return { kind: 'thread', thread: region.slot, field: fieldAt(region.offset - within), offset: within };
    }
    case undefined:
      if (machine.permissionAt(address) === 0) return { kind: 'nothing' };
      if (address >= BigInt(process.heap.start))
        return { kind: 'heap', offset: Number(address) - process.heap.start };
      return behindSection(process.image, Number(address));
  }
}

/** The rest of a section's last page is mapped with it. */
function behindSection({ sections }: Image, address: number): Place {
  const section = sections.findLast((one) => one.address <= address);
  if (!section) return { kind: 'nothing' };
  return { kind: 'section', name: section.name, offset: address - section.address };
}

function fieldAt(offset: number): string {
  if (offset === THREAD_FUNCTION) return 'function';
  if (offset === THREAD_ARGUMENT) return 'argument';
  return `context.${CONTEXT_FIELDS[offset / 8]}`;
}

/** `worker+0x12`, `stack 2 + 0x1fe0`, `thread 2's context.rsp`, `the guard page of thread 2's stack`, ... */
export function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'label':
    case 'section':
      return place.name + (place.offset === 0 ? '' : `+${hex(place.offset)}`);
    case 'stack':
      return `stack ${place.thread}${place.segment === undefined ? '' : `, segment ${place.segment}`} + ${hex(place.offset)}`;
    case 'guard':
      return `the guard page of thread ${place.thread}'s stack`;
    case 'reserved':
      return `the reserved part of thread ${place.thread}'s stack`;
    case 'top':
      return `the top of thread ${place.thread}'s stack${place.offset === 0 ? '' : ` + ${hex(place.offset)}`}`;
    case 'thread':
      return `thread ${place.thread}'s ${place.field}${place.offset === 0 ? '' : `+${hex(place.offset)}`}`;
    case 'heap':
      return `heap${place.offset === 0 ? '' : ` + ${hex(place.offset)}`}`;
    case 'null':
      return 'the null page';
    case 'machine':
      return "the machine's own pages";
    case 'nothing':
      return 'nothing mapped';
  }
}

/** An address with what lies there. */
export interface NamedAddress {
  readonly address: bigint;
  readonly name: string;
}

export function named(runtime: Runtime, address: bigint): NamedAddress {
  return { address, name: formatPlace(placeOf(runtime, address)) };
}

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/** Code with where it comes from. */
export interface CodeAddress extends NamedAddress {
  /** Null where nobody has said. */
  readonly line: SourceLine | null;
}

export function located(runtime: Runtime, address: bigint): CodeAddress {
  const line = runtime.process.symbols.lineOf(address);
  return { ...named(runtime, address), line: line ? { file: line.file, line: line.line } : null };
}

/**
 * A name for a value that may be an address: undefined for one that points nowhere, such as a small number.
 */
export function nameOfValue(runtime: Runtime, value: bigint): string | undefined {
  const place = placeOf(runtime, value);
  if (place.kind === 'null' || place.kind === 'machine' || place.kind === 'nothing') return undefined;
  return formatPlace(place);
}
