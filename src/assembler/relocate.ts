/** Turns what was left open into numbers, or into relocations where only the linker can know. */

import type { RelocationType } from '../elf/object.ts';
import { SourceError } from './error.ts';
import { evaluate, type Value } from './evaluate.ts';
import type { Layout } from './relax.ts';
import type { Fixup, SectionBuilder } from './section.ts';
import type { SymbolEntry } from './symbols.ts';

/** A relocation before symbols have numbers: against a symbol, against a section's start, or against nothing. */
export interface OpenRelocation {
  readonly offset: number;
  readonly type: RelocationType;
  readonly target: SymbolEntry | SectionBuilder | 'absolute';
  readonly addend: bigint;
}

const ABSOLUTE: Readonly<Record<Fixup['size'], RelocationType>> = {
  1: 'R_X86_64_8',
  2: 'R_X86_64_16',
  4: 'R_X86_64_32',
  8: 'R_X86_64_64',
};
const RELATIVE: Readonly<Record<Fixup['size'], RelocationType>> = {
  1: 'R_X86_64_PC8',
  2: 'R_X86_64_PC16',
  4: 'R_X86_64_PC32',
  8: 'R_X86_64_PC64',
};

export class Relocator {
  private readonly layout: Layout;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** Writes the number into `data`, or says which relocation will. */
  resolve(fixup: Fixup, data: Uint8Array): OpenRelocation | undefined {
    const { section } = fixup.position;
    const offset = this.layout.address(section, fixup.position.offset, fixup.position.part);
    const value = evaluate(fixup.value, this.layout.distance);
    if (!value || (value.minus && !value.plus)) {
      throw new SourceError('the expression is neither a number nor a symbol plus a number');
    }
    const origin = this.origin(fixup, value, section, offset);

    if (!value.plus) {
      if (origin !== undefined) {
        const addend = value.number - BigInt(origin - offset);
        return { offset, type: RELATIVE[fixup.size], target: 'absolute', addend };
      }
      store(data, offset, fixup, value.number);
      return undefined;
    }
    const place = value.plus.position?.section;
    if (
      origin !== undefined &&
      place === section &&
      (fixup.near || isFixed(value.plus) || (value.alias && isFixed(value.alias))) &&
      !value.specifier?.startsWith('GOT')
    ) {
      store(data, offset, fixup, BigInt(this.layout.addressOf(value.plus) - origin) + value.number);
      return undefined;
    }
    return this.relocation(fixup, value, value.plus, offset, origin);
  }

  /** Where a distance counts from; undefined when an address is wanted. */
  private origin(fixup: Fixup, value: Value, section: SectionBuilder, offset: number): number | undefined {
    const base = fixup.relative === undefined ? undefined : offset + fixup.relative;
    if (!value.minus) return base;
    if (base !== undefined || value.minus.position?.section !== section) {
      throw new SourceError(`the distance to '${value.minus.name || '.'}' cannot be left to the linker`);
    }
    return this.layout.addressOf(value.minus);
  }

  private relocation(
    fixup: Fixup,
    value: Value,
    plus: SymbolEntry,
    offset: number,
    origin: number | undefined,
  ): OpenRelocation {
    const { alias, specifier } = value;
    const symbol = alias ?? plus;
    const number = alias ? value.number - value.aliasNumber : value.number;
    const apart = origin === undefined ? 0n : BigInt(origin - offset);
    const place = plus.position?.section;
    if (symbol.isNumeric && !place) throw new SourceError(`no label '${symbol.name}:' follows`);
    const isLocal = place !== undefined && isFixed(symbol);
    const type = relocationType(fixup, origin, specifier, fixup.branch && !isLocal && number === 0n);
    if (!isLocal || specifier === 'GOTPCREL' || (origin !== undefined && place.flags.merge)) {
      return { offset, type, target: symbol, addend: BigInt.asIntN(64, number - apart) };
    }
    const address = BigInt(this.layout.addressOf(plus));
    return { offset, type, target: place, addend: value.number - apart + address };
  }
}

/** No other object can define it. */
function isFixed({ binding }: SymbolEntry): boolean {
  return binding === undefined || binding === 'local';
}

function relocationType(
  fixup: Fixup,
  origin: number | undefined,
  specifier: Value['specifier'],
  throughTable: boolean,
): RelocationType {
  if (specifier === 'GOTPCREL') {
    if (!fixup.got || origin === undefined) throw new SourceError("'@GOTPCREL' needs [rip + ...]");
    return fixup.got;
  }
  if (specifier === 'PLT' && fixup.size === 4) return 'R_X86_64_PLT32';
  if (origin !== undefined) return throughTable && fixup.size === 4 ? 'R_X86_64_PLT32' : RELATIVE[fixup.size];
  return fixup.signed && fixup.size === 4 ? 'R_X86_64_32S' : ABSOLUTE[fixup.size];
}

function store(data: Uint8Array, offset: number, { size, signed, relative }: Fixup, value: bigint): void {
  const bits = size * 8;
  const fits = BigInt.asIntN(bits, value) === value || (!signed && BigInt.asUintN(bits, value) === value);
  if (!fits) {
    const field = size === 1 ? 'one byte' : `${size} bytes`;
    const most = (1n << BigInt(bits - 1)) - 1n;
    throw new SourceError(
      relative === undefined
        ? `${value} does not fit ${field}`
        : `the target is ${value} bytes away, out of the reach of ${field} (${-most - 1n} to ${most})`,
    );
  }
  let rest = BigInt.asUintN(64, value);
  for (let i = 0; i < size; i++) {
    data[offset + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}
