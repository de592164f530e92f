/**
 * Snapshots along a run, so that no moment of it is far behind one: close to each other around the present, further
 * apart the further away they are. There are about 16 of them for each doubling of the distance, and what they hold
 * beside the first is at most `mostBytes`.
 */

import { blockAt, unshared } from '../machine/index.ts';
import type { Snapshot } from '../runtime/index.ts';

export interface Checkpoint {
  /** Instructions retired. */
  readonly instruction: number;
  readonly snapshot: Snapshot;
  /** Somebody has changed something here: a run that comes by goes on from the snapshot. */
  readonly isEdit: boolean;
}

interface Kept extends Checkpoint {
  /** Bytes that it does not share with the one before. */
  bytes: number;
}

/** What lies around one at a distance from the present: at most this part of the distance. */
const GAP = 1 / 8;
const WORDS_BLOCK = 1024;
/** About what an entry of a Map takes. */
const ENTRY = 128;
/** Thinning looks at all of them; so many more are left to come before the next time. */
const BATCH = 32;

export class Checkpoints {
  readonly #mostBytes: number;
  /** By instruction, upwards; the first one stays. */
  readonly #list: Kept[];
  /** Of all of them. */
  #bytes = 0;
  /** How long the list becomes before it is thinned. */
  #full = BATCH;

  constructor(first: Snapshot, instruction: number, mostBytes: number) {
    this.#mostBytes = mostBytes;
    this.#list = [{ instruction, snapshot: first, isEdit: false, bytes: 0 }];
  }

  get first(): Checkpoint {
    return this.#list[0]!;
  }

  /** The last one that is not behind an instruction. */
  before(instruction: number): Checkpoint {
    return this.#list[Math.max(0, this.#indexAfter(instruction) - 1)]!;
  }

  /** The last one of a moment at which there had been fewer switches; the first one if there is none. */
  beforeSwitch(number: number): Checkpoint {
    return this.#list.findLast(({ snapshot }) => snapshot.switches.count < number) ?? this.first;
  }

  /** The first edit behind an instruction. */
  nextEdit(instruction: number): Checkpoint | undefined {
    for (let index = this.#indexAfter(instruction); index < this.#list.length; index++) {
      if (this.#list[index]!.isEdit) return this.#list[index];
    }
    return undefined;
  }

  /** Adds one of the present, and drops others. Returns how many bytes it does not share with the one before. */
  add(instruction: number, snapshot: Snapshot): number {
    const index = this.#indexAfter(instruction);
    const before = this.#list[index - 1]!;
    if (before.instruction === instruction) return 0;
    const bytes = bytesBetween(before.snapshot, snapshot);
    this.#list.splice(index, 0, { instruction, snapshot, isEdit: false, bytes });
    this.#bytes += bytes;
    this.#measure(index + 1);
    if (this.#list.length >= this.#full) this.#thin(instruction);
    while (this.#bytes > this.#mostBytes) {
      const worst = this.#leastMissed(instruction);
      if (worst === undefined) break;
      this.#drop(worst);
    }
    return bytes;
  }

  /** The present has been changed: what was ahead of it will not come. */
  edit(instruction: number, snapshot: Snapshot): void {
    while (this.#list.length > 0 && this.#list.at(-1)!.instruction >= instruction)
      this.#drop(this.#list.length - 1);
    this.#list.push({ instruction, snapshot, isEdit: this.#list.length > 0, bytes: 0 });
    this.#measure(this.#list.length - 1);
  }

  #indexAfter(instruction: number): number {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#list[middle]!.instruction <= instruction) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #thin(now: number): void {
    for (let index = 1; index + 1 < this.#list.length; index++) {
      while (this.#mayGo(index) && this.#gap(index) <= Math.abs(now - this.#list[index]!.instruction) * GAP) {
        this.#drop(index);
      }
    }
    this.#full = this.#list.length + BATCH;
  }

  /** The one that leaves the smallest gap for its distance from the present. */
  #leastMissed(now: number): number | undefined {
    let found: number | undefined;
    let smallest = Infinity;
    for (const [index, { instruction }] of this.#list.entries()) {
      const gap = this.#mayGo(index) ? this.#gap(index) / (1 + Math.abs(now - instruction)) : Infinity;
      if (gap >= smallest) continue;
      smallest = gap;
      found = index;
    }
    return found;
  }

  #mayGo(index: number): boolean {
    return index > 0 && index < this.#list.length && !this.#list[index]!.isEdit;
  }

  /** How far its neighbours are apart. */
  #gap(index: number): number {
    const after = this.#list[index + 1] ?? this.#list[index]!;
    return after.instruction - this.#list[index - 1]!.instruction;
  }

  #drop(index: number): void {
    this.#bytes -= this.#list[index]!.bytes;
    this.#list.splice(index, 1);
    this.#measure(index);
  }

  /** Brings the bytes of one up to date after the one before has changed. */
  #measure(index: number): void {
    const one = this.#list[index];
    if (!one) return;
    this.#bytes -= one.bytes;
    one.bytes = index === 0 ? 0 : bytesBetween(this.#list[index - 1]!.snapshot, one.snapshot);
    this.#bytes += one.bytes;
  }
}

function bytesBetween(one: Snapshot, other: Snapshot): number {
  const words =
    unshared(one.switches.records, other.switches.records).length +
    unshared(one.threads.runnable, other.threads.runnable).length +
    unshared(one.threads.available, other.threads.available).length +
    unshared(one.threads.unjoined, other.threads.unjoined).length +
    unshared(one.threads.arrivals, other.threads.arrivals).length +
    unshared(one.threads.numbers, other.threads.numbers).length;
  return pagesBetween(one, other) + words * WORDS_BLOCK + entriesBetween(one, other) * ENTRY;
}

function pagesBetween(one: Snapshot, other: Snapshot): number {
  const { pages } = other.machine;
  return unshared(one.machine.pages, pages).reduce(
    (sum, page) => sum + ENTRY + (blockAt(pages, page)?.bytes.length ?? 0),
    0,
  );
}

/** Of lists that are copied as a whole when something changes. */
function entriesBetween(one: Snapshot, other: Snapshot): number {
  const { waits, files, threads } = other;
  let entries = 0;
  if (one.waits !== waits) entries += waits.waits.size + waits.answers.size + waits.permits.size;
  if (one.threads.values !== threads.values) entries += threads.values.size;
  if (one.files !== files) {
    entries += files.files.size;
    for (const interests of files.interests.values()) entries += interests.size;
  }
  return entries;
}
