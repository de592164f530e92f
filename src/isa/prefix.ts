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
};

/** Instructions that may carry `lock` when their destination is memory (SDM volume 2, LOCK). */
const LOCKABLE: ReadonlySet<string> = new Set(
  'adc add and btc btr bts cmpxchg cmpxchg8b cmpxchg16b dec inc neg not or sbb sub xadd xchg xor'.split(' '),
);

/** Whether a form may carry `lock`, provided that ModRM names memory. */
export function isLockable(form: Form): boolean {
  return LOCKABLE.has(form.mnemonic) && form.operands[0]?.memory === true;
}

/** @throws EncodeError where the instruction cannot carry the prefix. */
export function prefixByte(prefix: string, mnemonic: string, operands: readonly Operand[]): number {
  const byte = PREFIXES[prefix];
  const memory = operands.some((operand) => operand.kind === 'memory');
  const accepted =
    prefix === 'lock'
      ? LOCKABLE.has(mnemonic) && (operands[0]?.kind === 'memory' || (mnemonic === 'xchg' && memory))
      : prefix === 'notrack'
        ? (mnemonic === 'jmp' || mnemonic === 'call') && operands[0]?.kind !== 'relative'
        : mnemonic === 'ret' || mnemonic === 'nop';
  if (byte === undefined || !accepted) {
    throw new EncodeError('prefix', `'${mnemonic}' does not take the prefix '${prefix}' here`);
  }
  return byte;
}
