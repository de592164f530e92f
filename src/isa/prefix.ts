/** The prefixes that a source line may put before a mnemonic. */

import { EncodeError } from './encode-error.ts';
import type { Form } from './forms.ts';
import type { Operand } from './operand.ts';

export const PREFIXES: Readonly<Record<string, number>> = {
  lock: 0xf0,
  rep: 0xf3,
  repe: 0xf3,
  repz: 0xf3,
  repne: 0xf2,
  repnz: 0xf2,
  notrack: 0x3e,
  addr32: 0x67,
};

/** Instructions that may carry `lock` when their destination is memory (SDM volume 2, LOCK). */
const LOCKABLE: ReadonlySet<string> = new Set(
  'adc add and btc btr bts cmpxchg cmpxchg8b cmpxchg16b dec inc neg not or sbb sub xadd xchg xor'.split(' '),
);

/** Whether a form may carry `lock`, provided that ModRM names memory. */
export function isLockable(form: Form): boolean {
  return LOCKABLE.has(form.mnemonic) && form.operands[0]?.memory === true;
}

const STRING = /^(?:movs|cmps|stos|lods|scas)[bwdq]?$/;

/** Whether `rep` and its relatives repeat a form. */
export function isRepeatable(form: Form): boolean {
  return STRING.test(form.mnemonic) && form.operands.some(({ place }) => place === 'pointer');
}

/** How a prefix that repeats a form is written: only comparisons ask whether they found what they compared. */
export function repeatName(form: Form, byte: 0xf2 | 0xf3): string {
  if (byte === 0xf2) return 'repnz';
  return /^(?:cmps|scas)/.test(form.mnemonic) ? 'repz' : 'rep';
}

/** `loop` and its relatives: under an address-size prefix they count in ecx. */
export function isCounting(form: Form): boolean {
  return form.mnemonic.startsWith('loop');
}

/** @throws EncodeError where the instruction cannot carry the prefix. */
export function prefixByte(prefix: string, mnemonic: string, operands: readonly Operand[]): number {
  const byte = PREFIXES[prefix];
  if (byte === undefined || !isAccepted(prefix, mnemonic, operands)) {
    throw new EncodeError('prefix', `'${mnemonic}' does not take the prefix '${prefix}' here`);
  }
  return byte;
}

/** Compilers write `rep ret` for the sake of old processors, and `rep bsf` for `tzcnt` where there is one. */
const IGNORES_REPEAT: ReadonlySet<string> = new Set(['ret', 'nop', 'bsf', 'bsr']);

function isAccepted(prefix: string, mnemonic: string, operands: readonly Operand[]): boolean {
  const [first] = operands;
  switch (prefix) {
    case 'lock': {
      const memory = operands.some((operand) => operand.kind === 'memory');
      return LOCKABLE.has(mnemonic) && (first?.kind === 'memory' || (mnemonic === 'xchg' && memory));
    }
    case 'notrack':
      return (mnemonic === 'jmp' || mnemonic === 'call') && first?.kind !== 'relative';
    case 'addr32':
      return mnemonic.startsWith('loop');
    default: {
      // movsd and cmpsd of a vector register are others
      const vector = operands.some((one) => one.kind === 'register' && one.register.class === 'xmm');
      return IGNORES_REPEAT.has(mnemonic) || (STRING.test(mnemonic) && !vector);
    }
  }
}
