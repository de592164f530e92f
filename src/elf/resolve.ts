/** Which definition each symbol of each object means. */

import type { ImageSymbol } from './image.ts';
import { isLocalLabel, loaded, type ObjectFile, type ObjectSymbol, type Section } from './object.ts';
import type { Layout } from './place.ts';
import { placeOf, type LinkProblem } from './problem.ts';
import { isProvided, isShown, providedAddress } from './provided.ts';

interface Definition {
  readonly object: ObjectFile;
  readonly symbol: ObjectSymbol;
}

/** An undefined symbol: the first places that refer to it, and how many references there are. */
interface Missing {
  readonly places: string[];
  references: number;
}

const SHOWN_NAMES = 100;
const SHOWN_PLACES = 5;

const COMMONS = '<common>';

export function resolveSymbols(objects: readonly ObjectFile[], problems: LinkProblem[]): Resolution {
  const globals = new Map<string, Definition>();
  for (const object of objects) {
    for (const symbol of object.symbols) {
      if (symbol.binding === 'local' || symbol.place === 'undefined') continue;
      const before = globals.get(symbol.name);
      if (!before) globals.set(symbol.name, { object, symbol });
      else if (rank(symbol) > rank(before.symbol)) globals.set(symbol.name, { object, symbol });
      else if (rank(symbol) === rank(before.symbol)) {
        if (symbol.place === 'common') {
          globals.set(symbol.name, { object: before.object, symbol: largerCommon(before.symbol, symbol) });
        } else if (symbol.binding === 'global') {
          const message = `${where({ object, symbol })}: '${symbol.name}' is already defined at ${where(before)}`;
          problems.push({ message });
        }
      }
    }
  }
  return new Resolution(objects, globals);
}

/** A definition replaces a common one, and that a weak one. */
function rank({ place, binding }: ObjectSymbol): number {
  if (place === 'common') return 1;
  return binding === 'weak' ? 0 : 2;
}

function largerCommon(a: ObjectSymbol, b: ObjectSymbol): ObjectSymbol {
  return { ...a, size: a.size > b.size ? a.size : b.size, value: a.value > b.value ? a.value : b.value };
}

function where({ object, symbol }: Definition): string {
  return typeof symbol.place === 'number' ? placeOf(object, symbol.place, Number(symbol.value)) : object.name;
}

export class Resolution {
  /** Common symbols as sections of an object of their own. */
  readonly commons: ObjectFile;
  readonly missing = new Map<string, Missing>();
  private readonly objects: readonly ObjectFile[];
  private readonly globals: ReadonlyMap<string, Definition>;
  private readonly commonIndex = new Map<string, number>();
  private readonly used = new Set<string>();
  private layout: Layout | undefined;
  private got = 0;

  constructor(objects: readonly ObjectFile[], globals: ReadonlyMap<string, Definition>) {
    this.objects = objects;
    this.globals = globals;
    const sections: Section[] = [];
    for (const [name, { symbol }] of globals) {
      if (symbol.place !== 'common') continue;
      this.commonIndex.set(name, sections.length);
      sections.push(commonSection(symbol));
    }
    this.commons = { name: COMMONS, sections, symbols: [], lines: [] };
  }

  /** To be called before addresses are asked for. */
  placeAll(layout: Layout, got: number): void {
    this.layout = layout;
    this.got = got;
  }

  /** The address that a symbol of an object stands for; undefined, and noted as missing, when nothing defines it. */
  value(object: ObjectFile, symbol: ObjectSymbol, place: () => string): bigint | undefined {
    if (symbol.binding === 'local' && symbol.place !== 'undefined') return this.address({ object, symbol });
    const value = this.global(symbol.name);
    if (value !== undefined) return value;
    if (symbol.binding === 'weak') return 0n;
    this.noteMissing(symbol.name, place);
    return undefined;
  }

  /** Finding a place takes time, so only those that will be shown are looked for. */
  private noteMissing(name: string, place: () => string): void {
    let missing = this.missing.get(name);
    if (!missing) this.missing.set(name, (missing = { places: [], references: 0 }));
    missing.references++;
    if (this.missing.size > SHOWN_NAMES || missing.places.length >= SHOWN_PLACES) return;
    const found = place();
    if (!missing.places.includes(found)) missing.places.push(found);
  }

  global(name: string): bigint | undefined {
    const definition = this.globals.get(name);
    if (definition) return this.address(definition);
    if (!isProvided(name)) return undefined;
    this.used.add(name);
    return this.providedAddress(name);
  }

  /** What an object's entry stands for if it is the one that others of its name mean. */
  definition(object: ObjectFile, symbol: ObjectSymbol): ObjectSymbol | undefined {
    if (symbol.place === 'undefined') return undefined;
    if (symbol.binding === 'local') return symbol;
    const found = this.globals.get(symbol.name);
    const isCommon = symbol.place === 'common' && found?.symbol.place === 'common';
    return found?.symbol === symbol || (isCommon && found.object === object) ? found?.symbol : undefined;
  }

  provided(): ImageSymbol[] {
    return [...this.used].filter(isShown).map((name) => ({
      name,
      address: this.providedAddress(name),
      size: 0n,
      type: 'none',
      global: true,
      absolute: false,
      file: '<linker>',
      section: '',
    }));
  }

  /** All names that a reference can mean. */
  readonly names = (): Iterable<string> => {
    const locals = this.objects.flatMap(({ symbols }) =>
      symbols.filter(
        ({ name, place, type }) => place !== 'undefined' && type !== 'section' && !isLocalLabel(name),
      ),
    );
    return new Set([...this.globals.keys(), ...locals.map(({ name }) => name)]);
  };

  private providedAddress(name: string): bigint {
    return BigInt(this.layout ? providedAddress(name, this.layout, this.got) : 0);
  }

  private address({ object, symbol }: Definition): bigint {
    const { place, value } = symbol;
    if (place === 'absolute' || place === 'undefined') return value;
    const placements = this.layout?.byObject;
    if (place === 'common') {
      const index = this.commonIndex.get(symbol.name) ?? -1;
      return BigInt(placements?.get(this.commons)?.get(index)?.address ?? 0);
    }
    return BigInt(placements?.get(object)?.get(place)?.address ?? 0) + value;
  }
}

function commonSection({ name, size, value }: ObjectSymbol): Section {
  return {
    name,
    flags: loaded({ write: true }),
    type: 'nobits',
    alignment: Math.max(1, Number(value)),
    entrySize: 0,
    data: new Uint8Array(),
    size: Number(size),
    relocations: [],
  };
}
