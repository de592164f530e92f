/** Objects -> image: places the sections, finds every symbol, fills in the relocations. */

import { GlobalOffsetTable } from './got.ts';
import { keepGroupsOnce } from './groups.ts';
import type { Image, ImageLine, ImageSymbol } from './image.ts';
import { nearest } from './nearest.ts';
import { linkDebug } from './link-debug.ts';
import { isDescribed, STACK_NOTE, type ObjectFile, type ObjectSymbol, type Section } from './object.ts';
import { PAGE, place, TooLarge, type Layout } from './place.ts';
import { LinkError, placeOf, type LinkProblem } from './problem.ts';
import { applyRelocation, isThroughTable } from './relocate.ts';
import { resolveSymbols, type Resolution } from './resolve.ts';
import { REGISTERS } from '../isa/register.ts';

export { LinkError, type LinkProblem } from './problem.ts';

export interface LinkOptions {
  /** Where the first section goes; a multiple of the page size. */
  readonly base?: number;
  /** The symbol at which execution starts; undefined when the image is only to be looked at. */
  readonly entry?: string | undefined;
  /** Nothing may lie at or above this address. */
  readonly limit?: number;
  /** Names that the objects could have had, which an undefined one may mean. */
  readonly offered?: readonly string[];
}

const DEFAULT_LIMIT = 2 ** 31;
const SHOWN = 100;
const THREAD_LOCAL = 'thread-local variables are not supported';

/** @throws LinkError */
export function link(files: readonly ObjectFile[], options: LinkOptions = {}): Image {
  const { base = 0x400000, limit = DEFAULT_LIMIT } = options;
  const entry = 'entry' in options ? options.entry : '_start';
  const problems: LinkProblem[] = [];
  if (!Number.isSafeInteger(base) || base < 0 || base % PAGE !== 0) {
    throw new LinkError([{ message: `the base ${base} is not a multiple of ${PAGE}` }]);
  }
  for (const object of files) checkObject(object, problems);
  failOn(problems);

  const objects = keepGroupsOnce(files);
  const resolution = resolveSymbols(objects, problems);
  const got = new GlobalOffsetTable(objects);
  const layout = placed([...objects, resolution.commons, got.object], base, limit);
  resolution.placeAll(layout, got.address(layout));
  for (const object of objects) relocate(object, layout, resolution, got, problems);
  problems.push(...undefinedProblems(resolution, options.offered ?? []));
  const start = entry === undefined ? undefined : resolution.global(entry);
  if (entry !== undefined && start === undefined) problems.push(missingEntry(entry, resolution));
  failOn(problems);
  return {
    segments: layout.segments.map(({ name, address, data, size, write, execute }) => ({
      name,
      address,
      data,
      size,
      write,
      execute,
    })),
    symbols: symbols(objects, resolution),
    lines: lines(objects, layout),
    sections: layout.placements
      .filter(({ section }) => section.size > 0)
      .map(({ object, section, address }) => ({
        file: object.name,
        name: section.name,
        address,
        size: section.size,
      }))
      .sort((a, b) => a.address - b.address),
    entry: Number(start ?? 0n),
    executableStack: objects.some(({ sections }) =>
      sections.some((section) => section.name === STACK_NOTE && section.flags.execute),
    ),
    programHeaders: undefined,
    ...(objects.some(isDescribed) ? { debug: linkDebug(objects, layout, resolution) } : {}),
  };
}

function failOn(problems: readonly LinkProblem[]): void {
  if (problems.length > SHOWN) {
    const more = { message: `and ${problems.length - SHOWN} more` };
    throw new LinkError([...problems.slice(0, SHOWN), more]);
  }
  if (problems.length > 0) throw new LinkError(problems);
}

function placed(objects: readonly ObjectFile[], base: number, limit: number): Layout {
  try {
    return place(objects, base, limit);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new LinkError([
      { message: `the program is too large for the limit 0x${limit.toString(16)}: ${error.message}` },
    ]);
  }
}

/** Objects may come from files: what later steps rely on is asked once here. */
function checkObject({ name, sections, symbols: list }: ObjectFile, problems: LinkProblem[]): void {
  for (const section of sections) {
    const { alignment, size, data } = section;
    const isPower =
      Number.isSafeInteger(alignment) && alignment > 0 && Number.isInteger(Math.log2(alignment));
    const hasBytes = section.type === 'nobits' ? size >= 0 : size === data.length;
    if (section.flags.alloc && section.flags.tls)
      problems.push({ message: `${name}: ${THREAD_LOCAL} (section '${section.name}')` });
    if (section.flags.alloc && /^\.[cd]tors\b/.test(section.name) && size > 0)
      problems.push({
        message: `${name}: section '${section.name}' is not run: constructors go to .init_array`,
      });
    if (!isPower)
      problems.push({ message: `${name}: section '${section.name}' has the alignment ${alignment}` });
    if (!hasBytes) problems.push({ message: `${name}: section '${section.name}' has a size of ${size}` });
    if (section.relocations.some(({ symbol }) => !list[symbol])) {
      problems.push({ message: `${name}: a relocation of section '${section.name}' speaks of no symbol` });
    }
  }
  for (const { name: symbol, place: where } of list) {
    if (typeof where === 'number' && !sections[where]) {
      problems.push({ message: `${name}: symbol '${symbol}' lies in no section` });
    }
  }
}

function relocate(
  object: ObjectFile,
  layout: Layout,
  resolution: Resolution,
  got: GlobalOffsetTable,
  problems: LinkProblem[],
): void {
  const placements = layout.byObject.get(object);
  for (const [index, section] of object.sections.entries()) {
    const placement = placements?.get(index);
    if (!placement) continue;
    const { segment, address } = placement;
    for (const { offset, type, symbol, addend } of section.relocations) {
      const entry = object.symbols[symbol];
      if (!entry) continue;
      const where = (): string => placeOf(object, index, offset);
      const value = resolution.value(object, entry, where);
      if (value === undefined) continue;
      const data = segment.data.subarray(
        address - segment.address,
        address - segment.address + section.data.length,
      );
      const target = isThroughTable(type) ? got.fill(entry, value, layout) : value;
      const refusal = applyRelocation(data, offset, BigInt(address + offset), type, target + addend);
      if (refusal !== undefined) {
        problems.push({
          message: `${where()}: the reference to '${entry.name}' cannot be filled in: ${refusal}`,
        });
      }
    }
  }
}

function undefinedProblems({ missing, names }: Resolution, offered: readonly string[]): LinkProblem[] {
  if (missing.size === 0) return [];
  // A name that nothing defines may also be a register that is written wrong.
  const known = [...names(), ...offered, ...REGISTERS.keys()];
  return [...missing].map(([name, { places, references }], index) => {
    const [first = 'somewhere', ...rest] = places;
    const more = references > places.length && rest.length > 0 ? ' and elsewhere' : '';
    const also = rest.length > 0 ? `, also at ${rest.join(', ')}${more}` : '';
    return problem(
      `${first}: undefined symbol '${name}'${also}`,
      index < SHOWN ? nearest(name, known) : undefined,
    );
  });
}

function missingEntry(entry: string, { names }: Resolution): LinkProblem {
  return problem(`no symbol '${entry}' to start at: is it .globl?`, nearest(entry, names()));
}

function problem(message: string, suggestion: string | undefined): LinkProblem {
  return suggestion === undefined ? { message } : { message, suggestion };
}

function symbols(objects: readonly ObjectFile[], resolution: Resolution): ImageSymbol[] {
  const list: ImageSymbol[] = resolution.provided();
  for (const object of objects) {
    for (const entry of object.symbols) {
      const symbol = resolution.definition(object, entry);
      if (!symbol || symbol.type === 'section' || symbol.type === 'file' || symbol.name === '') continue;
      const address = resolution.value(object, symbol, () => '');
      if (address === undefined || !isLoaded(object, symbol)) continue;
      const { name, type, size } = symbol;
      const global = symbol.binding !== 'local';
      const absolute = symbol.place === 'absolute';
      list.push({
        name,
        address,
        size,
        type,
        global,
        absolute,
        file: object.name,
        section: sectionOf(object, symbol),
      });
    }
  }
  return list.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

/** Sections that take no memory have no addresses either. */
function isLoaded(object: ObjectFile, { place: where }: ObjectSymbol): boolean {
  return typeof where !== 'number' || object.sections[where]?.flags.alloc === true;
}

function sectionOf(object: ObjectFile, { place: where }: ObjectSymbol): string {
  const section: Section | undefined = typeof where === 'number' ? object.sections[where] : undefined;
  return section?.name ?? (where === 'common' ? '.bss' : '');
}

function lines(objects: readonly ObjectFile[], layout: Layout): ImageLine[] {
  return objects
    .flatMap((object) =>
      object.lines.flatMap(({ section, offset, file, line }) => {
        const placement = layout.byObject.get(object)?.get(section);
        return placement ? [{ address: placement.address + offset, file, line }] : [];
      }),
    )
    .sort((a, b) => a.address - b.address);
}
