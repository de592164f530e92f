/** GDB's breakpoints and watchpoints, by what it calls them: their kind and address. */

import { MAX_BREAKPOINTS, MAX_WATCHES } from '../../asm/abi.ts';
import type { Debugger } from '../debugger/index.ts';
import type { PointKind } from './request.ts';
import type { Why } from './stop-reply.ts';

export interface Point {
  readonly point: PointKind;
  readonly address: bigint;
  /** In bytes. */
  readonly size: number;
}

interface Inserted extends Point {
  readonly id: number;
}

/** What is watched is looked at again and again. */
const LARGEST_WATCH = 4096;

const WATCH_NAMES = { write: 'watch', read: 'rwatch', access: 'awatch' } as const;

export class GdbPoints {
  readonly #debugger: Debugger;
  readonly #inserted = new Map<string, Inserted>();

  constructor(target: Debugger) {
    this.#debugger = target;
  }

  /** Inserts one, unless it is there already; false when there is no room for it, or no memory to watch. */
  insert(point: Point): boolean {
    if (this.#inserted.has(keyOf(point))) return true;
    const { point: kind, address, size } = point;
    if (kind === 'breakpoint') {
      // one is left for journeys that have a target of their own
      if (this.#debugger.breakpoints.length >= MAX_BREAKPOINTS - 1) return false;
      this.#add(point, this.#debugger.addBreakpoint(address).id);
      return true;
    }
    const end = address + BigInt(size);
    const { machine } = this.#debugger.runtime;
    if (this.#debugger.watchpoints.length >= MAX_WATCHES || size === 0 || size > LARGEST_WATCH) return false;
    if (end > BigInt(machine.size) || machine.permissionAt(address) === 0) return false;
    this.#add(point, this.#debugger.addWatchpoint(address, { size, kind }).id);
    return true;
  }

  remove(point: Point): void {
    const inserted = this.#inserted.get(keyOf(point));
    if (inserted) this.#debugger.remove(inserted.id);
    this.#inserted.delete(keyOf(point));
  }

  removeAll(): void {
    for (const { id } of this.#inserted.values()) this.#debugger.remove(id);
    this.#inserted.clear();
  }

  isBreakpoint(address: bigint): boolean {
    return this.#inserted.has(keyOf({ point: 'breakpoint', address, size: 1 }));
  }

  /** What to say of a watchpoint of the debugger's. */
  why(id: number): Why | undefined {
    for (const { id: own, point, address } of this.#inserted.values()) {
      if (own === id && point !== 'breakpoint') return { kind: WATCH_NAMES[point], address };
    }
    return undefined;
  }

  #add(point: Point, id: number): void {
    this.#inserted.set(keyOf(point), { ...point, id });
  }
}

function keyOf({ point, address, size }: Point): string {
  // a breakpoint's size says how long its instruction would be in memory
  return point === 'breakpoint' ? `${point} ${address}` : `${point} ${address} ${size}`;
}
