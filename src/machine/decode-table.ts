/** The instruction table in the form that the machine reads: `Candidate` of `asm/abi.ts`, section "Decode table". */

import {
  CANDIDATES as CANDIDATES_ADDRESS,
  CANDIDATE_SIZE,
  DECODE_TABLE,
  Layout,
  MAPS,
  NO_CANDIDATE,
  Op,
  Slot,
} from '../../asm/abi.ts';
import { CANDIDATES, type Candidate } from '../isa/candidates.ts';
import { isLockable } from '../isa/prefix.ts';
import type { Form, OperandSpec } from '../isa/forms.ts';
import type { Register } from '../isa/register.ts';

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

function slotOf(spec: OperandSpec | undefined): number {
  if (!spec?.register) return Slot.NONE;
  const places: Readonly<Record<string, number>> = {
    reg: Slot.REG,
    rm: Slot.RM,
    opcode: Slot.OPCODE,
    implied: Slot.IMPLIED,
  };
  const kind =
    spec.register === 'xmm' ? Slot.XMM : spec.size === 8 && spec.place !== 'implied' ? Slot.BYTE : 0;
  return places[spec.place]! | kind;
}

/** Whether the instruction may go elsewhere than to the next one, or stop. */
export function endsBlock(form: Form): boolean {
  return ENDS_BLOCK.test(form.mnemonic);
}

function layoutOf(form: Form): number {
  let layout = form.modRM ? Layout.MODRM : 0;
  if (form.relativeSize !== 0) layout |= Layout.RELATIVE;
  if (form.operands.some((spec) => spec.place === 'offset')) layout |= Layout.OFFSET;
  if (endsBlock(form)) layout |= Layout.ENDS_BLOCK;
  if (isLockable(form)) layout |= Layout.LOCKABLE;
  if (form.operands.some((spec) => spec.place === 'pointer')) layout |= Layout.STRING;
  return layout;
}

function writeCandidate(view: DataView, at: number, candidate: Candidate, last: boolean): void {
  const { form, needs, digit, takesRegister, takesMemory } = candidate;
  const offset = form.operands.some((spec) => spec.place === 'offset');
  const implied = form.operands.map((spec) => spec.implied);
  const register = implied.find((one): one is Register => typeof one === 'object');
  const number = implied.find((one) => typeof one === 'bigint');
  view.setUint16(at, takesRegister ? operationOf(form, false) : Op.INVALID, true);
  view.setUint16(at + 2, takesMemory ? operationOf(form, true) : Op.INVALID, true);
  view.setUint8(at + 4, needs);
  view.setUint8(at + 5, digit ?? 0xff);
  view.setUint8(at + 6, layoutOf(form) | (last ? Layout.LAST : 0));
  const immediates = form.immediates.reduce((sum, size) => sum + size, 0);
  view.setUint8(at + 7, offset ? 8 : form.relativeSize || immediates);
  view.setUint8(at + 8, slotOf(form.operands[0]));
  view.setUint8(at + 9, slotOf(form.operands[1]));
  view.setUint8(at + 10, (register?.number ?? 0) * 8);
  view.setUint8(at + 11, form.condition ?? Number(number ?? 0n));
  view.setUint8(at + 12, form.fixedModRM ?? 0);
}

function build(): Uint8Array {
  const entries = CANDIDATES.reduce((sum, candidates) => sum + candidates.length, 0);
  const table = new Uint8Array(CANDIDATES_ADDRESS - DECODE_TABLE + entries * CANDIDATE_SIZE);
  const view = new DataView(table.buffer);
  let index = 0;
  for (let opcode = 0; opcode < MAPS * 256; opcode++) {
    const candidates = CANDIDATES[opcode]!;
    view.setUint16(opcode * 2, candidates.length === 0 ? NO_CANDIDATE : index, true);
    candidates.forEach((candidate, position) => {
      const last = position === candidates.length - 1;
      writeCandidate(view, CANDIDATES_ADDRESS - DECODE_TABLE + index++ * CANDIDATE_SIZE, candidate, last);
    });
  }
  return table;
}

/** What a machine finds at DECODE_TABLE. */
export const DECODE_TABLE_BYTES: Uint8Array = build();
