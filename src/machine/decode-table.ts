/** The instruction table in the form that the machine reads: `Candidate` of `asm/abi.ts`, section "Decode table". */

import {
  CANDIDATES,
  CANDIDATE_SIZE,
  DECODE_TABLE,
  Layout,
  MAPS,
  NO_CANDIDATE,
  Op,
  Slot,
} from '../../asm/abi.ts';
import { candidates, type Candidate } from '../isa/candidates.ts';
import { isLockable } from '../isa/prefix.ts';
import type { Form, OperandSpec } from '../isa/forms.ts';
import type { Register } from '../isa/register.ts';
import { endsBlock, operationOf } from './operation.ts';

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
  const byOpcode = candidates();
  const entries = byOpcode.reduce((sum, list) => sum + list.length, 0);
  const table = new Uint8Array(CANDIDATES - DECODE_TABLE + entries * CANDIDATE_SIZE);
  const view = new DataView(table.buffer);
  let index = 0;
  for (let opcode = 0; opcode < MAPS * 256; opcode++) {
    const list = byOpcode[opcode]!;
    view.setUint16(opcode * 2, list.length === 0 ? NO_CANDIDATE : index, true);
    list.forEach((candidate, position) => {
      const last = position === list.length - 1;
      writeCandidate(view, CANDIDATES - DECODE_TABLE + index++ * CANDIDATE_SIZE, candidate, last);
    });
  }
  return table;
}

/** What a machine finds at DECODE_TABLE. */
export const DECODE_TABLE_BYTES: Uint8Array = build();
