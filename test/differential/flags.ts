/** How undefined flags travel through a program: what reads them has no one result. */

import type { Form } from '../../src/isa/forms.ts';
import type { Operand } from '../../src/isa/operand.ts';
import { isShift, undefinedFlags } from '../vectors/undefined-flags.ts';

export const CF = 0x001;
const PF = 0x004;
const AF = 0x010;
const ZF = 0x040;
const SF = 0x080;
const OF = 0x800;
const ALL = CF | PF | AF | ZF | SF | OF;

/** By condition number without its lowest bit, which negates. */
const CONDITION_READS = [OF, CF, ZF, CF | ZF, SF, PF, SF | OF, ZF | SF | OF];

/** The flags that a form's result depends on. */
export function reads({ condition, mnemonic }: Form): number {
  if (condition !== undefined) return CONDITION_READS[condition >> 1]!;
  if (/^(?:adc|sbb|cmc|rc[lr])$/.test(mnemonic)) return CF;
  if (/^loopn?[ez]$/.test(mnemonic)) return ZF;
  if (mnemonic === 'lahf') return CF | PF | AF | ZF | SF;
  return /^pushf[wq]?$/.test(mnemonic) ? ALL : 0;
}

/** What always writes flags, whatever they were; of others they may stay. */
const WRITES: readonly [RegExp, number][] = [
  [/^(?:add|adc|sub|sbb|cmp|and|or|xor|test|neg|i?mul|i?div|xadd|cmpxchg|u?comis[sd]|popf[wq]?)$/, ALL],
  [/^(?:bs[fr]|[tl]zcnt|popcnt)$/, ALL],
  [/^bt[crs]?$/, ALL & ~ZF],
  [/^cmpxchg(?:8|16)b$/, ZF],
  [/^(?:inc|dec)$/, ALL & ~CF],
  [/^(?:clc|stc|cmc)$/, CF],
  [/^sahf$/, ALL & ~OF],
  [/^r[oc][lr]$/, CF | OF],
  [/^s[ha][lr]d?$/, ALL],
];

/** The flags that the manual leaves undefined after an instruction, given which were before. */
export function undefinedAfter(form: Form, operands: readonly Operand[], before: number): number {
  const width = form.operands[0]?.size ?? 0;
  const by = operands.at(-1);
  const shifts = isShift(form.mnemonic);
  if (shifts && operands.length > 1 && by?.kind !== 'immediate') {
    // any count, 0 too
    const all = [2, width, width + 1].map((count) => undefinedFlags(form.mnemonic, width, count));
    return all.reduce((flags, more) => flags | more, before);
  }
  const count = operands.length > 1 && by?.kind === 'immediate' ? Number(by.value & 0xffn) : 1;
  if (shifts && (count & (width === 64 ? 63 : 31)) === 0) return before;
  const written = WRITES.find(([pattern]) => pattern.test(form.mnemonic))?.[1] ?? 0;
  return (before & ~written) | undefinedFlags(form.mnemonic, width, shifts ? count : undefined);
}
