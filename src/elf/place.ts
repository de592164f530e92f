/** Where the sections of all objects go. */

import type { Segment } from './image.ts';
import type { ObjectFile, Section } from './object.ts';

/** What programs take for a page, as on Linux; a whole number of the machine's. */
export const PAGE = 4096;

/** One object's section at its place. */
export interface Placement {
  readonly object: ObjectFile;
  readonly section: Section;
  readonly address: number;
  readonly segment: PlacedSegment;
}

export interface PlacedSegment extends Segment {
  /** Where bytes end and zeros begin. */
  readonly bytesEnd: number;
}

export interface Layout {
  readonly segments: readonly PlacedSegment[];
  readonly placements: readonly Placement[];
  /** Where each object's sections went, by their index. */
  readonly byObject: ReadonlyMap<ObjectFile, ReadonlyMap<number, Placement>>;
  /** Ends of the code, of the data that has bytes, and of everything. */
  readonly ends: { readonly text: number; readonly data: number; readonly all: number };
}

interface Group {
  readonly name: string;
  readonly write: boolean;
  readonly execute: boolean;
}

/** In the order of their addresses. */
const GROUPS: readonly Group[] = [
  { name: 'text', write: false, execute: true },
  { name: 'rodata', write: false, execute: false },
  { name: 'data', write: true, execute: false },
  { name: 'rwx', write: true, execute: true },
];

/** Gaps between sections hold nops in code and zeros elsewhere. */
const NOP = 0x90;

/** Bytes of a segment that are held in memory, gaps included. */
const MOST_BYTES = 2 ** 29;

export class TooLarge extends Error {}

/** @throws TooLarge when something would lie at `limit` or above. */
export function place(objects: readonly ObjectFile[], base: number, limit: number): Layout {
  const segments: PlacedSegment[] = [];
  const placements: Placement[] = [];
  const byObject = new Map(objects.map((object) => [object, new Map<number, Placement>()]));
  const ends = { text: base, data: base, all: base };
  let next = base;
  for (const group of GROUPS) {
    const members = objects.flatMap((object) =>
      object.sections.flatMap((section, index) =>
        belongs(section, group) ? [{ object, section, index }] : [],
      ),
    );
    members.sort((a, b) => rankOf(a.section) - rankOf(b.section));
    const sized = members.filter(({ section }) => section.size > 0);
    const start = next;
    let at = start;
    let bytesEnd = start;
    const addresses = new Map<Section, number>();
    for (const zeros of [false, true]) {
      for (const { section } of members) {
        if ((section.type === 'nobits') !== zeros) continue;
        at = Math.ceil(at / section.alignment) * section.alignment;
        addresses.set(section, at);
        at += section.size;
        if (at > limit) throw new TooLarge(`section '${section.name}' would end at 0x${at.toString(16)}`);
      }
      if (!zeros) bytesEnd = at;
    }
    if (bytesEnd - start > MOST_BYTES)
      throw new TooLarge(`segment '${group.name}' would hold ${bytesEnd - start} bytes`);
    const segment: PlacedSegment = {
      ...group,
      address: start,
      size: at - start,
      bytesEnd,
      data: new Uint8Array(bytesEnd - start).fill(group.execute ? NOP : 0),
    };
    for (const { object, section, index } of members) {
      const placement = { object, section, segment, address: addresses.get(section) ?? start };
      placements.push(placement);
      byObject.get(object)?.set(index, placement);
      if (section.type !== 'nobits') segment.data.set(section.data, placement.address - start);
    }
    if (group.name === 'text') ends.text = at;
    if (group.name !== 'rwx') ends.data = bytesEnd;
    if (group.name !== 'rwx') ends.all = at;
    if (sized.length === 0) continue;
    segments.push(segment);
    next = Math.ceil(at / PAGE) * PAGE;
  }
  return { segments, placements, byObject, ends };
}

/** Tables for debuggers and loaders that are right only when the linker has understood them: not loaded. */
const LEFT_OUT: readonly string[] = ['.eh_frame', '.note.gnu.property'];

/** Arrays of constructors and destructors, which others must not come between. */
const ARRAYS = /^\.(?:preinit|init|fini)_array(?:\.(\d+))?$/;
const ARRAY_NAMES: readonly string[] = ['.preinit', '.init', '.fini'];

function belongs({ name, flags }: Section, group: Group): boolean {
  if (LEFT_OUT.includes(name)) return false;
  return flags.alloc && flags.write === group.write && flags.execute === group.execute;
}

/** Arrays go first, by their kind and within it by their priority, those without one last. */
function rankOf({ name }: Section): number {
  const [, priority = '65536'] = ARRAYS.exec(name) ?? [undefined, undefined];
  const kind = ARRAY_NAMES.findIndex((start) => name.startsWith(`${start}_array`));
  return kind === -1 ? Number.MAX_SAFE_INTEGER : kind * 2 ** 32 + Number(priority);
}
