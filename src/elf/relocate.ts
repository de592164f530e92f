/** Fills in what the linker knows (AMD64 supplement, table 4.10). */

import type { RelocationType } from './object.ts';

interface Rule {
  /** In bytes. */
  readonly size: 1 | 2 | 4 | 8;
  /** Counts from the field rather than from 0. */
  readonly relative: boolean;
  readonly range: 'any' | 'signed' | 'unsigned' | 'either';
}

const RULES: Readonly<Record<RelocationType, Rule>> = {
  R_X86_64_64: { size: 8, relative: false, range: 'any' },
  R_X86_64_32: { size: 4, relative: false, range: 'unsigned' },
  R_X86_64_32S: { size: 4, relative: false, range: 'signed' },
  R_X86_64_16: { size: 2, relative: false, range: 'either' },
  R_X86_64_8: { size: 1, relative: false, range: 'either' },
  R_X86_64_PC64: { size: 8, relative: true, range: 'any' },
  R_X86_64_PC32: { size: 4, relative: true, range: 'signed' },
  R_X86_64_PLT32: { size: 4, relative: true, range: 'signed' },
  R_X86_64_PC16: { size: 2, relative: true, range: 'signed' },
  R_X86_64_PC8: { size: 1, relative: true, range: 'signed' },
  // The target is the symbol's slot in the global offset table.
  R_X86_64_GOTPCREL: { size: 4, relative: true, range: 'signed' },
  R_X86_64_GOTPCRELX: { size: 4, relative: true, range: 'signed' },
  R_X86_64_REX_GOTPCRELX: { size: 4, relative: true, range: 'signed' },
};

export function isRelocationType(name: string): name is RelocationType {
  return Object.hasOwn(RULES, name);
}

/** Whether a relocation is about the symbol's slot in the global offset table. */
export function isThroughTable(type: RelocationType): boolean {
  return type.includes('GOTPCREL');
}

/** Writes `target`, already with its addend, as a relocation says; what is wrong with it comes back. */
export function applyRelocation(
  data: Uint8Array,
  offset: number,
  address: bigint,
  type: RelocationType,
  target: bigint,
): string | undefined {
  const rule = RULES[type];
  if (offset < 0 || offset + rule.size > data.length) return `relocation ${type} lies outside of its section`;
  const value = rule.relative ? target - address : target;
  if (!inRange(value, rule)) {
    const written = value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
    return `${written} does not fit the ${rule.size === 1 ? 'one byte' : `${rule.size} bytes`} of ${type}`;
  }
  let rest = BigInt.asUintN(64, value);
  for (let i = 0; i < rule.size; i++) {
    data[offset + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return undefined;
}

function inRange(value: bigint, { size, range }: Rule): boolean {
  const bits = size * 8;
  const signed = BigInt.asIntN(bits, value) === value;
  const unsigned = BigInt.asUintN(bits, value) === value;
  return (
    range === 'any' || (range === 'signed' ? signed : range === 'unsigned' ? unsigned : signed || unsigned)
  );
}
