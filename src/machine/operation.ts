/** What the machine does for a row of the instruction table. */

import { Op } from '../../asm/abi.ts';
import type { Form, OperandSpec } from '../isa/forms.ts';

/** Mnemonics, and single forms, that do what another one's operation does. */
const SAME_AS: Readonly<Record<string, string>> = {
  movabs: 'mov',
  nop: 'nop',
  pause: 'nop',
  endbr64: 'nop',
  'movsxd r32, r/m32': 'mov',
  'movzx r16, r/m16': 'mov',
  'movsx r16, r/m16': 'mov',
  prefetch: 'nop',
  prefetchw: 'nop',
  endbr32: 'nop',
  jecxz: 'jrcxz',
  ud1: 'ud2',
  lfence: 'nop',
  mfence: 'nop',
  sfence: 'nop',
  prefetchnta: 'nop',
  prefetcht0: 'nop',
  prefetcht1: 'nop',
  prefetcht2: 'nop',
  fwait: 'nop',
  fnclex: 'nop',
  fxsave64: 'fxsave',
  fxrstor64: 'fxrstor',
  movnti: 'mov',
  movntpd: 'movntps',
  movntdq: 'movntps',
  // bits are moved alike, whatever they mean
  movapd: 'movaps',
  movdqa: 'movaps',
  movupd: 'movups',
  movdqu: 'movups',
  movlpd: 'movlps',
  movhpd: 'movhps',
  movlhps: 'punpcklqdq',
  unpcklps: 'punpckldq',
  unpckhps: 'punpckhdq',
  unpcklpd: 'punpcklqdq',
  unpckhpd: 'punpckhqdq',
  andps: 'pand',
  andpd: 'pand',
  andnps: 'pandn',
  andnpd: 'pandn',
  orps: 'por',
  orpd: 'por',
  xorps: 'pxor',
  xorpd: 'pxor',
  // they differ in a flag of mxcsr that is not kept
  ucomiss: 'comiss',
  ucomisd: 'comisd',
};
const WITHOUT_OPERANDS = new Set(['nop', 'ud2']);

const ENDS_BLOCK = /^(j\w+|loop\w*|call|ret|syscall|hlt|int|int3|ud1|ud2)$/;

/** @param memory whether memory has a name of its own where a register could stand as well */
function operandName(spec: OperandSpec, memory: boolean): string {
  if (spec.place === 'relative') return 'REL';
  if (spec.place === 'immediate' || typeof spec.implied === 'bigint') return 'I';
  const width = spec.size === 0 ? '' : String(spec.size);
  if (spec.memory && (memory || spec.register === undefined)) return `M${width}`;
  return spec.register === 'xmm' ? 'X' : `R${width}`;
}

/** The operation that executes a form, with ModRM naming memory or not; see the note on names in `asm/abi.ts`. */
export function operationOf(form: Form, memory: boolean): Op {
  const mnemonic = SAME_AS[form.text] ?? SAME_AS[form.mnemonic] ?? form.mnemonic;
  const named = memory && !form.extension.startsWith('sse');
  const operands = WITHOUT_OPERANDS.has(mnemonic)
    ? []
    : form.operands.map((spec) => operandName(spec, named));
  const tail = operands.map((name) => `_${name}`).join('');
  const exact = lookUp(mnemonic.toUpperCase() + tail);
  if (exact !== undefined) return exact;
  const anyCondition = /^(set|cmov)/.exec(mnemonic)?.[1];
  const shared = anyCondition && lookUp(`${anyCondition.toUpperCase()}CC${tail}`);
  if (shared !== undefined && shared !== '') return shared;
  throw new Error(`instruction table: no operation ${mnemonic.toUpperCase()}${tail} for '${form.text}'`);
}

function lookUp(name: string): Op | undefined {
  return (Op as unknown as Readonly<Record<string, Op>>)[name];
}

/** Whether the instruction may go elsewhere than to the next one, or stop. */
export function endsBlock(form: Form): boolean {
  return ENDS_BLOCK.test(form.mnemonic);
}
