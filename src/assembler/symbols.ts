/** The names of a source and what they stand for. */

import type { ObjectSymbol } from '../elf/object.ts';
import type { Node } from './expression.ts';
import type { SectionBuilder } from './section.ts';
import type { Source } from './source.ts';

/** A place that moves while branches find their size: bytes of fixed size before it, and variable parts before it. */
export interface Position {
  readonly section: SectionBuilder;
  readonly offset: number;
  readonly part: number;
}

/** A name, or without one a place that an expression speaks of (`.`, `1:`). */
export class SymbolEntry {
  readonly name: string;
  /** `1:`, which may stand many times. */
  readonly isNumeric: boolean;
  /** Set for labels, and for names defined as a place that had been passed. */
  position: Position | undefined;
  /** Set for names defined by `.set` and its like. */
  value: Node | undefined;
  common: { readonly size: bigint; readonly alignment: bigint } | undefined;
  binding: 'local' | 'global' | 'weak' | undefined;
  type: 'none' | 'function' | 'object' = 'none';
  visibility: ObjectSymbol['visibility'] = 'default';
  size: Node | undefined;
  /** Place of the definition, for the message about a second one. */
  definition: { readonly source: Source; readonly at: number } | undefined;
  /** The name of a section, which stands for its beginning. */
  isSection = false;
  /** May not be defined again (`.equiv`). */
  fixed = false;

  constructor(name: string, position?: Position, isNumeric = false) {
    this.name = name;
    this.isNumeric = isNumeric;
    this.position = position;
  }

  get defined(): boolean {
    return this.position !== undefined || this.value !== undefined || this.common !== undefined;
  }
}

function numericEntry(number: number): SymbolEntry {
  return new SymbolEntry(`${number}`, undefined, true);
}

export class SymbolTable {
  private readonly names = new Map<string, SymbolEntry>();
  /** Of each numeric label the last definition, and the one that `1f` waits for. */
  private readonly numeric = new Map<number, { last: SymbolEntry | undefined; next: SymbolEntry }>();

  find(name: string): SymbolEntry | undefined {
    return this.names.get(name);
  }

  /** The entry of a name, new and undefined if nothing has spoken of it. */
  get(name: string): SymbolEntry {
    let entry = this.names.get(name);
    if (!entry) {
      entry = new SymbolEntry(name);
      this.names.set(name, entry);
    }
    return entry;
  }

  /** A fresh entry under a name that has a value: what spoke of the old one keeps it. */
  replace(old: SymbolEntry): SymbolEntry {
    const entry = new SymbolEntry(old.name);
    entry.binding = old.binding;
    entry.type = old.type;
    entry.visibility = old.visibility;
    entry.size = old.size;
    this.names.set(old.name, entry);
    return entry;
  }

  /** In the order in which they came up. */
  all(): IterableIterator<SymbolEntry> {
    return this.names.values();
  }

  allNames(): IterableIterator<string> {
    return this.names.keys();
  }

  /** A name that nothing defines may be a section's. */
  nameSections(sections: Iterable<SectionBuilder>): void {
    for (const section of sections) {
      const entry = this.names.get(section.name);
      if (!entry || entry.defined) continue;
      entry.position = { section, offset: 0, part: 0 };
      entry.isSection = true;
    }
  }

  defineNumeric(number: number, position: Position): void {
    const entry = this.numeric.get(number);
    const label = entry?.next ?? numericEntry(number);
    label.position = position;
    this.numeric.set(number, { last: label, next: numericEntry(number) });
  }

  /** `1b` or `1f`; undefined where no `1:` came before. */
  numericLabel(number: number, forward: boolean): SymbolEntry | undefined {
    let entry = this.numeric.get(number);
    if (!entry) {
      if (!forward) return undefined;
      entry = { last: undefined, next: numericEntry(number) };
      this.numeric.set(number, entry);
    }
    return forward ? entry.next : entry.last;
  }
}
