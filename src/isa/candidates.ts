/** Which rows of the table an opcode may mean: what the disassembler and the machine's decode table both read. */

import { Needs } from '../../asm/abi.ts';
import { allForms, type Form } from './forms.ts';

/** A row as the decoder sees it. */
export interface Candidate {
  readonly form: Form;
  /** `Needs` bits. */
  readonly needs: number;
  /** What ModRM.reg must be; undefined for anything. */
  readonly digit: number | undefined;
  /** Whether ModRM may name a register, and whether it may name memory. */
  readonly takesRegister: boolean;
  readonly takesMemory: boolean;
}

export const OPCODE_MAPS = ['', '0F', '0F38', '0F3A'] as const;

/** Extensions in which 66, F3 and F2 select the instruction; elsewhere 66 says the operands' size. */
const SELECTED_BY_PREFIX = /^sse/;

function needsOf(form: Form, shared: ReadonlySet<number>): number {
  let needs = form.rexW ? Needs.REX_W : 0;
  const { prefix = '' } = form;
  if (prefix.includes('66')) needs |= Needs.PREFIX_66;
  if (prefix.includes('67')) needs |= Needs.PREFIX_67;
  if (prefix.includes('F3')) needs |= Needs.PREFIX_F3;
  if (prefix === 'F2') needs |= Needs.PREFIX_F2;
  if (prefix === 'NP') needs |= Needs.NO_PREFIX;
  if (prefix === '66' && SELECTED_BY_PREFIX.test(form.extension)) needs |= Needs.NO_REPEAT;
  if (form.map === '' && !form.plusRegister && shared.has(form.opcode)) needs |= Needs.NO_REX_B;
  return needs;
}

function candidateOf(form: Form, shared: ReadonlySet<number>): Candidate {
  const rm = form.operands.find((operand) => operand.place === 'rm');
  return {
    form,
    needs: needsOf(form, shared),
    digit: form.ignoresReg || !form.modRM ? undefined : form.digit,
    takesRegister: !form.modRM || rm === undefined || rm.register !== undefined,
    takesMemory: rm?.memory ?? false,
  };
}

/** REX.W before F3 and F2, those before 66, any of them before none: SDM volume 2, sections 2.1.1 and 2.2.1.2. */
function demand(needs: number): number {
  return (
    (needs & Needs.REX_W ? 8 : 0) +
    (needs & (Needs.PREFIX_F3 | Needs.PREFIX_F2) ? 4 : 0) +
    (needs & Needs.PREFIX_66 ? 2 : 0) +
    (needs & (Needs.NO_PREFIX | Needs.NO_REX_B | Needs.NO_REPEAT | Needs.PREFIX_67) ? 1 : 0)
  );
}

/** An alias: the same bytes mean an earlier row already. */
function covers(earlier: Candidate, later: Candidate): boolean {
  return (
    earlier.needs === later.needs &&
    (earlier.digit === undefined || earlier.digit === later.digit) &&
    earlier.form.fixedModRM === later.form.fixedModRM &&
    (earlier.takesRegister || !later.takesRegister) &&
    (earlier.takesMemory || !later.takesMemory)
  );
}

function collect(): Candidate[][] {
  const forms = allForms();
  const withRegister = new Set(
    forms.filter((form) => form.map === '' && form.plusRegister).map((form) => form.opcode),
  );
  const table: Candidate[][] = Array.from({ length: OPCODE_MAPS.length * 256 }, () => []);
  for (const form of forms) {
    const candidate = candidateOf(form, withRegister);
    const first = OPCODE_MAPS.indexOf(form.map) * 256 + form.opcode;
    for (let at = first; at < first + (form.plusRegister ? 8 : 1); at++) {
      const list = table[at]!;
      if (!list.some((earlier) => covers(earlier, candidate))) list.push(candidate);
    }
  }
  for (const list of table) list.sort((one, other) => demand(other.needs) - demand(one.needs));
  return table;
}

let collected: readonly (readonly Candidate[])[] | undefined;

/** By opcode map (position in OPCODE_MAPS) * 256 + opcode: what it may mean, the most demanding first. */
export function candidates(): readonly (readonly Candidate[])[] {
  return (collected ??= collect());
}
