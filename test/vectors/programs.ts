/** Short programs without branches: how one instruction's flags meet the next one. */

import type { Instruction } from '../../src/isa/decode.ts';
import type { Instance } from './instances.ts';
import { BACKGROUND, DATA_MIDDLE, type State } from './layout.ts';
import type { Case } from './native.ts';
import { isShift, undefinedFlags } from './undefined-flags.ts';
import { flagsOf, operandValue, Random } from './values.ts';

const CF = 0x001;
const PF = 0x004;
const AF = 0x010;
const ZF = 0x040;
const SF = 0x080;
const OF = 0x800;
const ALL = CF | PF | AF | ZF | SF | OF;

/** By condition number without its lowest bit, which negates. */
const CONDITION_READS = [OF, CF, ZF, CF | ZF, SF, PF, SF | OF, ZF | SF | OF];

type Step = Pick<Instruction, 'form' | 'operands'>;

function reads({ form }: Step): number {
  if (form.condition !== undefined) return CONDITION_READS[form.condition >> 1]!;
  if (/^(?:adc|sbb|cmc|rc[lr])$/.test(form.mnemonic)) return CF;
  if (form.mnemonic === 'lahf') return CF | PF | AF | ZF | SF;
  return /^pushf[wq]$/.test(form.mnemonic) ? ALL : 0;
}

const WRITES: readonly [RegExp, number][] = [
  [/^(?:add|adc|sub|sbb|cmp|and|or|xor|test|neg|i?mul|xadd|cmpxchg)$/, ALL],
  [/^(?:bs[fr]|[tl]zcnt|popcnt)$/, ALL],
  [/^bt[src]?$/, ALL & ~ZF],
  [/^cmpxchg8b$/, ZF],
  [/^(?:inc|dec)$/, ALL & ~CF],
  [/^(?:clc|stc|cmc)$/, CF],
  [/^sahf$/, ALL & ~OF],
  [/^r[oc][lr]$/, CF | OF],
  [/^s[ha][lr]d?$/, ALL],
];

/** Which flags the manual leaves undefined after a step, given which were before. */
function undefinedAfter(step: Step, before: number): number {
  const { form, operands } = step;
  const width = form.operands[0]?.size ?? 0;
  const by = operands.at(-1);
  const shifts = isShift(form.mnemonic);
  if (shifts && by?.kind !== 'immediate') {
    // any count, 0 too
    const all = [2, width, width + 1].map((count) => undefinedFlags(form.mnemonic, width, count));
    return all.reduce((flags, more) => flags | more, before);
  }
  const count = by?.kind === 'immediate' ? Number(by.value & 0xffn) : undefined;
  if (shifts && (count! & (width === 64 ? 63 : 31)) === 0) return before;
  const written = WRITES.find(([pattern]) => pattern.test(form.mnemonic))?.[1] ?? 0;
  return (before & ~written) | undefinedFlags(form.mnemonic, width, shifts ? count : undefined);
}

/** The flags that are undefined when a program has run; of one that reads no undefined flag on its way. */
export function undefinedAtEnd(steps: readonly Step[]): number {
  return steps.reduce((undefinedNow, step) => undefinedAfter(step, undefinedNow), 0);
}

const BRANCHES = /^(?:j\w+|loop\w*|call|ret|enterw?|leavew?|popf[wq]|i?div)$/;

/** Instructions that run anywhere, on any registers. rsp is left to push and pop. */
function isFree({ form, operands, placed }: Instance): boolean {
  return (
    placed.size === 0 &&
    !BRANCHES.test(form.mnemonic) &&
    !form.operands.some(({ place }) => place === 'pointer') &&
    !(form.text.startsWith('bt') && operands[0]?.kind === 'memory' && operands[1]?.kind === 'register') &&
    operands.every((operand) =>
      operand.kind === 'register'
        ? operand.register.number !== 4 || operand.register.high
        : operand.kind !== 'memory' || (!operand.base && !operand.index),
    )
  );
}

const LENGTH = 16;

function program(pool: readonly Instance[], random: Random): readonly Instance[] {
  const steps: Instance[] = [];
  let undefinedNow = 0;
  while (steps.length < LENGTH) {
    const step = random.pick(pool);
    if ((reads(step) & undefinedNow) !== 0) continue;
    undefinedNow = undefinedAfter(step, undefinedNow);
    steps.push(step);
  }
  return steps;
}

function start(random: Random): State {
  const registers = BACKGROUND.map((value, number) =>
    number === 4 ? BigInt(DATA_MIDDLE + 0xa0) : random.below(2) ? operandValue(random, 32) : value,
  );
  return { registers, flags: flagsOf(random.below(128)) };
}

/** Programs of 16 instructions each, with a few states to start from. */
export function programs(
  instances: readonly Instance[],
  count: number,
  seed: number,
): readonly (readonly Case[])[] {
  const random = new Random(seed);
  // the plentiful moves would crowd out what changes flags
  const pool = instances.filter((instance) => isFree(instance) && !instance.form.mnemonic.startsWith('mov'));
  return Array.from({ length: count }, () => {
    const code = Uint8Array.from(program(pool, random).flatMap((step) => [...step.code]));
    return Array.from({ length: 3 }, (): Case => ({
      code,
      target: undefined,
      before: start(random),
      operand: undefined,
    }));
  });
}

export const PROGRAM_LENGTH = LENGTH;
