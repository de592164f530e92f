/** The width of an operation, as AT&T's suffixes b, w, l and q name it. */

import { formsOf, type Form } from './forms.ts';

/** Without an operand that has a width these work on 64 bits. */
const QUAD = new Set('call enter leave loop loope loopne pop popf push pushf ret'.split(' '));

/** Of the first general-purpose register or memory that a form takes; undefined where a form has none. */
function widthOf({ mnemonic, operands }: Form): number | undefined {
  const sized = operands.find(
    ({ register, memory, size }) => size > 0 && (register === 'gpr' || (memory && register === undefined)),
  );
  return sized?.size ?? (QUAD.has(mnemonic) ? 64 : undefined);
}

const groups = new Map<string, Map<number, readonly Form[]>>();

/** The forms of a mnemonic that work on so many bits, in the order of the table. */
export function formsOfWidth(mnemonic: string, width: number): readonly Form[] {
  let forms = groups.get(mnemonic)?.get(width);
  if (!forms) {
    forms = formsOf(mnemonic).filter((form) => widthOf(form) === width);
    if (forms.length === 0) return forms;
    const group = groups.get(mnemonic) ?? new Map<number, readonly Form[]>();
    groups.set(mnemonic, group.set(width, forms));
  }
  return forms;
}
