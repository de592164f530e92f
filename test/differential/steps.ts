/** Random instructions that may stand anywhere in a program: of every row of the table but those named here. */

import { allForms, formsOf, type Form } from '../../src/isa/forms.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import type { MemoryOperand, MemorySize, Operand } from '../../src/isa/operand.ts';
import { isLockable, isRepeatable, repeatName } from '../../src/isa/prefix.ts';
import { gpr, REGISTERS, type GprSize, type Register } from '../../src/isa/register.ts';
import { encodeOrRefuse } from '../isa/rows.ts';
import { isSse, NOT_RECORDED } from '../vectors/instances.ts';
import { GS_BASE } from '../vectors/layout.ts';
import { flagsOf, type Random } from '../vectors/values.ts';
import { reads, undefinedAfter } from './flags.ts';
import { anyAddress, nameOf, operandsOf, type Ready } from './operands.ts';
import type { Step } from './program.ts';

/** Approximations, which processors make differently; what loads or shows the sticky flags of MXCSR; control words. */
const LEFT_OUT = /^(?:r(?:cp|sqrt)[ps]s|(?:ld|st)mxcsr|fldcw)$/;
/** These make the tree of a program. */
const BRANCHES = /^(?:jmp|call|ret)$/;

/** What is left to rsi, rdi and rcx is written where it has operands. */
const BARE_STRING = /^(?:movs|cmps|stos|lods|scas)[bwdq]$/;

function isStep({ mnemonic, relativeSize, text }: Form): boolean {
  return (
    relativeSize === 0 &&
    !BRANCHES.test(mnemonic) &&
    !BARE_STRING.test(text) &&
    !NOT_RECORDED.has(mnemonic) &&
    !LEFT_OUT.test(mnemonic)
  );
}

/** All conditions of an instruction count as one, so that they do not crowd out the others. */
function families(forms: readonly Form[]): readonly (readonly Form[])[] {
  const byName = new Map<string, Form[]>();
  for (const form of forms) {
    const { condition, opcode, mnemonic } = form;
    const name = condition === undefined ? mnemonic : `${opcode - condition}`;
    byName.set(name, [...(byName.get(name) ?? []), form]);
  }
  return [...byName.values()];
}

const STEPS = allForms().filter(isStep);
const INTEGER = families(STEPS.filter((form) => !isSse(form)));
const SSE = families(STEPS.filter(isSse));
/** So few that hardly any flag would be asked for. */
const READERS = families(STEPS.filter((form) => reads(form) !== 0));

const RAX = 0;
const RDX = 2;
const ACCUMULATORS = [RAX, RDX];

/** What an instruction needs to have its operands in memory, or to go on at all; undefined if nothing. */
type Preparation = (random: Random, form: Form, operands: readonly Operand[]) => readonly string[];

const write = (form: Form, operands: readonly Operand[], prefixes: readonly string[] = []): string =>
  formatInstruction({ address: 0n, length: 0, form, operands, prefixes }, nameOf);

/** Any form serves to write an operand. */
const line = (mnemonic: string, ...operands: readonly Operand[]): string =>
  write(formsOf(mnemonic)[0]!, operands);

const register = (size: GprSize, number: number): Operand => ({
  kind: 'register',
  register: gpr(size, number),
});

const ONE: Operand = { kind: 'immediate', value: 1n, symbolic: false };

/** `or` of the operand and 1: division by zero ends a program, which is tried now and then. */
const divide: Preparation = (random, { mnemonic, operands: [spec] }, [by]) => {
  if (random.below(32) === 0) return [];
  const extensions = { 8: 'cbw', 16: 'cwd', 32: 'cdq', 64: 'cqo' };
  const size = spec!.size as keyof typeof extensions;
  const clear = size === 8 ? 'movzx eax, al' : 'mov edx, 0';
  return [mnemonic === 'div' ? clear : extensions[size], line('or', by!, ONE)];
};

/** The accumulators hold what the destination does, in one case of two. */
const compareAndExchange: Preparation = (random, { operands: [spec], mnemonic }, [first]) => {
  if (random.below(2) === 0) return [];
  if (mnemonic === 'cmpxchg') return [line('mov', register(spec!.size as GprSize, RAX), first!)];
  const { displacement, ...memory } = first as MemoryOperand;
  const size = (spec!.size / 2) as 32 | 64;
  return ACCUMULATORS.map((number, half) => {
    const part = { ...memory, size, displacement: displacement + BigInt((half * size) / 8) };
    return line('mov', register(size, number), part);
  });
};

/** Bits to both sides of the address. */
const bitString: Preparation = (_, __, [first, by]) =>
  first?.kind === 'memory' && by?.kind === 'register'
    ? [`movsx ${gpr(64, by.register.number).name}, ${gpr(8, by.register.number).name}`]
    : [];

/** What is shifted out behind the last bit of the other operand differs between processors. */
const shiftDouble: Preparation = (random, { operands: [spec] }, operands) =>
  spec!.size === 16 && operands[2]?.kind === 'register' ? [`mov cl, ${random.below(17)}`] : [];

const PREPARATIONS: readonly [RegExp, Preparation][] = [
  [/^i?div$/, divide],
  [/^cmpxchg/, compareAndExchange],
  [/^bt[crs]?$/, bitString],
  [/^sh[lr]d$/, shiftDouble],
  [/^popf[wq]?$/, (random) => [`push ${flagsOf(random.below(128))}`]],
  [/^maskmovdqu$/, (random) => [`mov edi, ${anyAddress(random)}`]],
  [/^xlatb?$/, (random) => [`mov ebx, ${anyAddress(random)}`]],
  [
    /^leavew?$/,
    (random, { mnemonic }) => [
      `${mnemonic.replace('leave', 'enter')} ${random.below(4) * 8}, ${random.below(4)}`,
    ],
  ],
];

/** Where strings are, and how often an instruction repeats. */
function string(random: Random, form: Form): Ready<readonly Operand[]> & { prefixes: readonly string[] } {
  const segment = random.below(4) === 0 ? 'gs' : 'ds';
  const width = random.below(4) === 0 ? 32 : 64;
  const before = [`mov ecx, ${random.below(20)}`];
  const operand = form.operands.map((spec): Operand => {
    const implied = spec.implied as Register;
    if (spec.place !== 'pointer') return { kind: 'register', register: implied };
    const override = implied.name === 'rdi' ? 'es' : segment;
    const base = override === 'gs' ? GS_BASE : 0n;
    before.push(`mov ${gpr(32, implied.number).name}, ${BigInt(anyAddress(random)) - base}`);
    return {
      kind: 'memory',
      size: spec.size as MemorySize,
      segment: REGISTERS.get(override),
      base: gpr(width, implied.number),
      index: undefined,
      scale: 1,
      displacement: 0n,
      symbolic: false,
    };
  });
  const repeat = random.pick([undefined, 0xf2, 0xf3] as const);
  const prefixes = repeat && isRepeatable(form) ? [repeatName(form, repeat)] : [];
  return { operand, before, prefixes };
}

/** By how many bytes an instruction moves rsp down. */
function pushes({ mnemonic, operands: [spec] }: Form): number {
  const isNarrow = mnemonic.endsWith('w') || (spec?.size === 16 && spec.place !== 'immediate');
  const size = isNarrow ? 2 : 8;
  if (mnemonic.startsWith('push')) return size;
  // the flags that popf takes are pushed before it
  return mnemonic.startsWith('popf') ? 8 - size : mnemonic === 'pop' ? -size : 0;
}

function stepOf(random: Random, form: Form): Step | undefined {
  // leave comes with its enter
  if (form.mnemonic.startsWith('enter')) return undefined;
  const isString = form.operands.some(({ place }) => place === 'pointer');
  const made = isString ? string(random, form) : { ...operandsOf(random, form), prefixes: [] };
  const { operand: operands, before } = made;
  const lock = isLockable(form) && operands[0]?.kind === 'memory' && random.below(4) === 0;
  const prefixes = lock ? ['lock'] : made.prefixes;
  if (!encodeOrRefuse(form.mnemonic, operands, { prefixes })) return undefined;
  const prepare = PREPARATIONS.find(([pattern]) => pattern.test(form.mnemonic))?.[1];
  return {
    kind: 'step',
    lines: [...before, ...(prepare?.(random, form, operands) ?? []), write(form, operands, prefixes)],
    reads: reads(form),
    undefinedAfter: (flags) => undefinedAfter(form, operands, flags),
    pushes: pushes(form),
  };
}

/** @param sse how many of a hundred are SSE's */
export function anyStep(random: Random, sse: number): Step {
  for (;;) {
    const integer = random.below(5) === 0 ? READERS : INTEGER;
    const family = random.pick(random.below(100) < sse ? SSE : integer);
    const step = stepOf(random, random.pick(family));
    if (step) return step;
  }
}
