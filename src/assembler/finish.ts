/** When the source has been read: places are fixed, numbers filled in, and the object put together. */

import type { ObjectFile, ObjectLine, ObjectSymbol, Relocation, Section } from '../elf/object.ts';
import type { Reporter } from './diagnostics.ts';
import { SourceError } from './error.ts';
import { evaluate, evaluateNumber } from './evaluate.ts';
import type { Node } from './expression.ts';
import { leb128 } from './leb128.ts';
import { LIMITS } from './limits.ts';
import { fillWithNops } from './nops.ts';
import { Layout } from './relax.ts';
import { Relocator, type OpenRelocation } from './relocate.ts';
import type { Fixup, Part, SectionBuilder } from './section.ts';
import type { SymbolEntry, SymbolTable } from './symbols.ts';

export interface Parsed {
  readonly name: string;
  readonly sections: readonly SectionBuilder[];
  readonly symbols: SymbolTable;
  /** From `.file`. */
  readonly file: string | undefined;
  /** Lines are those that `.loc` has stated. */
  readonly hasStatedLines: boolean;
}

/** @throws AssemblyError when `reporter` has errors in the end, earlier ones included. */
export function finish(parsed: Parsed, reporter: Reporter): ObjectFile {
  const { errors } = reporter;
  const layout = new Layout(parsed.sections, reporter);
  // Places that are not final would make every distance wrong.
  if (reporter.errors > errors) reporter.throwIfAny();
  const relocator = new Relocator(layout);
  const table = new SymbolWriter(parsed, layout, reporter);
  const contents = parsed.sections.map((section) => {
    const data = materialise(section, layout);
    return { data, open: relocate(section, data, relocator, reporter) };
  });
  table.write(contents.flatMap(({ open }) => open));
  const sections = parsed.sections.map((section, index): Section => {
    const { data = new Uint8Array(), open = [] } = contents[index] ?? {};
    return {
      name: section.name,
      flags: section.flags,
      type: section.type,
      alignment: section.alignment,
      entrySize: section.entrySize,
      data,
      size: section.type === 'nobits' ? layout.size(section) : data.length,
      relocations: open.map((relocation) => table.number(relocation)),
    };
  });
  reporter.throwIfAny();
  return { name: parsed.name, sections, symbols: table.symbols, lines: lines(parsed, layout) };
}

/** The section's bytes with its parts in their places; distances of branches are still to be filled in. */
function materialise(section: SectionBuilder, layout: Layout): Uint8Array {
  if (section.type === 'nobits') return new Uint8Array();
  const data = new Uint8Array(layout.size(section));
  let from = 0;
  let at = 0;
  for (const part of section.parts) {
    data.set(section.bytes.subarray(from, part.at), at);
    at += part.at - from;
    from = part.at;
    fill(data, at, part, layout);
    at += part.size;
  }
  data.set(section.bytes.subarray(from, section.length), at);
  return data;
}

function fill(data: Uint8Array, at: number, part: Part, layout: Layout): void {
  switch (part.kind) {
    case 'branch':
      data.set(part.isLong ? part.long : part.short, at);
      break;
    case 'align':
      if (!part.fill) fillWithNops(data, at, part.size);
      else fillWithPattern(data, at, part.size, part.fill);
      break;
    case 'leb':
      data.set(leb128(layout.lebValue(part), part.isSigned, part.size), at);
      break;
    case 'org':
    case 'space':
      data.fill(part.fill, at, at + part.size);
  }
}

function fillWithPattern(data: Uint8Array, start: number, size: number, pattern: readonly number[]): void {
  for (let i = 0; i < size; i++) data[start + i] = pattern[i % pattern.length] ?? 0;
}

function relocate(
  section: SectionBuilder,
  data: Uint8Array,
  relocator: Relocator,
  reporter: Reporter,
): OpenRelocation[] {
  const open: OpenRelocation[] = [];
  const resolve = (fixup: Fixup): void => {
    try {
      const relocation = relocator.resolve(fixup, data);
      if (relocation) open.push(relocation);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const { source, at } = fixup.written;
      reporter.error(source, at, error.message, fixup.length, error.details);
    }
  };
  for (const fixup of section.fixups) resolve(fixup);
  for (const [index, part] of section.parts.entries())
    if (part.kind === 'branch') resolve(branchFixup(section, part, index));
  return open.sort((a, b) => a.offset - b.offset);
}

/** The distance at the end of a branch. A part's own bytes lie before the place that follows it. */
function branchFixup(section: SectionBuilder, part: Extract<Part, { kind: 'branch' }>, index: number): Fixup {
  const size = part.isLong ? 4 : 1;
  return {
    position: { section, offset: part.at - size, part: index + 1 },
    size,
    value: part.target,
    relative: size,
    signed: true,
    branch: true,
    near: part.label !== undefined,
    got: undefined,
    written: part.written,
    length: 1,
  };
}

function lines({ sections, hasStatedLines }: Parsed, layout: Layout): ObjectLine[] {
  const all: ObjectLine[] = [];
  for (const [index, section] of sections.entries()) {
    for (const { source, at, offset, part, stated } of section.lines) {
      if (hasStatedLines && !stated) continue;
      const address = layout.address(section, offset, part);
      const { file, line } = stated ?? { file: source.name, line: source.line(at) };
      all.push({ section: index, offset: address, file, line });
    }
  }
  return all;
}

/** Numbers the symbols: file, sections that relocations speak of, local ones, global ones. */
class SymbolWriter {
  readonly symbols: ObjectSymbol[] = [];
  private readonly parsed: Parsed;
  private readonly layout: Layout;
  private readonly reporter: Reporter;
  private readonly numbers = new Map<OpenRelocation['target'], number>();
  private readonly places: ReadonlyMap<SectionBuilder, number>;

  constructor(parsed: Parsed, layout: Layout, reporter: Reporter) {
    this.parsed = parsed;
    this.layout = layout;
    this.reporter = reporter;
    this.places = new Map(parsed.sections.map((section, index) => [section, index]));
  }

  number({ offset, type, target, addend }: OpenRelocation): Relocation {
    return { offset, type, symbol: this.numbers.get(target) ?? 0, addend };
  }

  write(relocations: readonly OpenRelocation[]): void {
    const targets = new Set(relocations.map(({ target }) => target));
    const blank = { value: 0n, size: 0n, binding: 'local', visibility: 'default' } as const;
    if (this.parsed.file !== undefined) {
      this.symbols.push({ ...blank, name: this.parsed.file, place: 'absolute', type: 'file' });
    }
    if (targets.has('absolute')) {
      this.numbers.set('absolute', this.symbols.length);
      this.symbols.push({ ...blank, name: '', place: 'absolute', type: 'none' });
    }
    for (const [index, section] of this.parsed.sections.entries()) {
      if (!targets.has(section)) continue;
      this.numbers.set(section, this.symbols.length);
      this.symbols.push({ ...blank, name: section.name, place: index, type: 'section' });
    }
    const entries = new Set<SymbolEntry>(this.parsed.symbols.all());
    for (const target of targets) if (target !== 'absolute' && 'defined' in target) entries.add(target);
    const written = [...entries]
      .filter((entry) => !entry.isSection || targets.has(entry))
      .filter((entry) => entry.defined || entry.binding !== undefined || targets.has(entry))
      .map((entry) => ({ entry, symbol: this.symbol(entry) }))
      .filter(({ entry, symbol }) => symbol.place !== 'undefined' || targets.has(entry) || isWanted(entry));
    for (const local of [true, false]) {
      for (const { entry, symbol } of written) {
        if ((symbol.binding === 'local') !== local) continue;
        this.numbers.set(entry, this.symbols.length);
        this.symbols.push(symbol);
      }
    }
  }

  private symbol(entry: SymbolEntry): ObjectSymbol {
    const { name, visibility } = entry;
    const { type } = this.described(entry, (one) => one.type !== 'none');
    const { place, value } = this.place(entry);
    const outside = place === 'undefined' || place === 'common';
    const binding =
      entry.binding === 'weak' ? 'weak' : outside || entry.binding === 'global' ? 'global' : 'local';
    const common = entry.common && place === 'common';
    const size = common ? (entry.common?.size ?? 0n) : (this.size(entry) ?? 0n);
    return { name, place, value, size, binding, type: common ? 'object' : type, visibility };
  }

  private place(entry: SymbolEntry): Pick<ObjectSymbol, 'place' | 'value'> {
    if (entry.position) {
      return this.inSection(entry.position.section, BigInt(this.layout.addressOf(entry)));
    }
    if (entry.common) return { place: 'common', value: entry.common.alignment };
    if (!entry.value) return { place: 'undefined', value: 0n };
    const value = this.guarded(entry, entry.value, (node) => evaluate(node, this.layout.distance));
    if (!value || value.minus) return { place: 'undefined', value: 0n };
    if (!value.plus) return { place: 'absolute', value: value.number };
    const section = value.plus.position?.section;
    if (!section) return { place: 'undefined', value: 0n };
    return this.inSection(section, BigInt(this.layout.addressOf(value.plus)) + value.number);
  }

  private inSection(section: SectionBuilder, value: bigint): Pick<ObjectSymbol, 'place' | 'value'> {
    return { place: this.places.get(section) ?? 'undefined', value };
  }

  private size(entry: SymbolEntry): bigint | undefined {
    const described = this.described(entry, ({ size }) => size !== undefined);
    if (!described.size) return 0n;
    return this.guarded(described, described.size, (node) => evaluateNumber(node, this.layout.distance));
  }

  /** A name defined as another one, or as a place near it, has its type and size unless it has its own. */
  private described(entry: SymbolEntry, has: (entry: SymbolEntry) => boolean): SymbolEntry {
    let described = entry;
    for (let steps = 0; steps < LIMITS.expressionDepth && !has(described) && described.value; steps++) {
      const { value } = described;
      const base = value.kind === 'binary' && value.right.kind === 'number' ? value.left : value;
      if (base.kind !== 'symbol') break;
      described = base.symbol;
    }
    return described;
  }

  /** A definition that comes to nothing is an error at the place of the definition. */
  private guarded<T>(entry: SymbolEntry, node: Node, compute: (node: Node) => T | undefined): T | undefined {
    let message = `the value of '${entry.name}' is neither a number nor a place`;
    try {
      const value = compute(node);
      if (value !== undefined) return value;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      message = error.message;
    }
    const { definition } = entry;
    if (definition) this.reporter.error(definition.source, definition.at, message, entry.name.length);
    return undefined;
  }
}

/** Of an undefined symbol that nothing refers to: GNU as leaves weak ones out. */
function isWanted({ value, binding }: SymbolEntry): boolean {
  return !value && binding !== 'weak';
}
