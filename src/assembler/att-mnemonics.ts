/** AT&T mnemonics in the terms of the instruction table: other names, and suffixes that state a width. */

import { formsOf } from '../isa/forms.ts';
import type { MemorySize } from '../isa/operand.ts';
import { formsOfWidth } from '../isa/width.ts';
import type { Reading } from './dialect.ts';

type Width = 8 | 16 | 32 | 64;

const SUFFIXES: Readonly<Record<string, Width>> = { b: 8, w: 16, l: 32, q: 64 };

/** The same instruction under another name. */
const NAMES: Readonly<Record<string, string>> = {
  cbtw: 'cbw',
  cwtl: 'cwde',
  cltq: 'cdqe',
  cwtd: 'cwd',
  cltd: 'cdq',
  cqto: 'cqo',
  movsl: 'movsd',
  cmpsl: 'cmpsd',
  stosl: 'stosd',
  lodsl: 'lodsd',
  scasl: 'scasd',
};

/** `movz`, `movs`, the width of what is extended and, or left to the register, of the result. */
const EXTENSION = /^mov([zs])([bwl])([wlq]?)$/;

const known = new Map<string, readonly Reading[]>();

/** In the order in which they are tried: a `movq` that is not SSE's is a `mov`. */
export function attReadings(mnemonic: string): readonly Reading[] {
  let readings = known.get(mnemonic);
  if (!readings) {
    readings = collect(mnemonic);
    if (readings.length > 0) known.set(mnemonic, readings);
  }
  return readings;
}

function collect(mnemonic: string): Reading[] {
  const name = NAMES[mnemonic] ?? mnemonic;
  const width = SUFFIXES[mnemonic.at(-1) ?? ''];
  const stem = mnemonic.slice(0, -1);
  return [
    ...reading(name),
    ...extension(mnemonic),
    ...(width === undefined || formsOfWidth(stem, width).length === 0 ? [] : reading(stem, width)),
  ];
}

function reading(mnemonic: string, width?: Width, memory?: MemorySize): Reading[] {
  return formsOf(mnemonic).length > 0 ? [{ mnemonic, width, memory }] : [];
}

function extension(mnemonic: string): Reading[] {
  const [, kind, from = '', to = ''] = EXTENSION.exec(mnemonic) ?? [];
  if (kind === undefined) return [];
  if (from === 'l') return kind === 's' ? reading('movsxd', SUFFIXES[to], 32) : [];
  return reading(`mov${kind}x`, SUFFIXES[to], SUFFIXES[from]);
}

/** Two numbers stay in the order of Intel's manual: `enter $16, $0`. */
export function isReversed(mnemonic: string): boolean {
  return !mnemonic.startsWith('enter');
}
