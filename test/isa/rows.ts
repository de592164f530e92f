/**
 * Golden rows, `hex | text`, a file for each extension: the bytes that GNU as makes of a line. Where the disassembler writes the bytes in another
 * way (an alias, an unsigned number), that follows as a third column.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { decode } from '../../src/isa/decode.ts';
import { encode, EncodeError, type EncodeOptions } from '../../src/isa/encode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { allForms, type Form } from '../../src/isa/forms.ts';
import type { Operand } from '../../src/isa/operand.ts';
import { combinations, sample } from './operands.ts';

/** Where golden instructions stand; branch targets count from here. */
const GOLDEN_ADDRESS = 0x400000n;

export const GOLDEN_FOLDER = new URL('./golden/', import.meta.url);

export interface Row {
  readonly hex: string;
  readonly text: string;
  readonly disassembly: string;
}

export function readRows(): readonly Row[] {
  return readdirSync(GOLDEN_FOLDER)
    .flatMap((name) => readFileSync(new URL(name, GOLDEN_FOLDER), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const [hex = '', text = '', disassembly = text] = line.split(' | ');
      return { hex: hex.replaceAll(' ', ''), text, disassembly };
    });
}

/** An instruction of a form as it would be written. */
export interface Written {
  readonly form: Form;
  readonly operands: readonly Operand[];
  /** What the encoder makes of it in hex; undefined when it refuses. */
  readonly hex: string | undefined;
  /** Of the form that the encoder takes. */
  readonly taken: Form | undefined;
  /** With branch targets as addresses. */
  readonly text: string;
  /** For as: with branch targets as `.+distance`. */
  readonly source: string;
}

export function toHex(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function encodeOrRefuse(
  mnemonic: string,
  operands: readonly Operand[],
  options: EncodeOptions = {},
): ReturnType<typeof encode> | undefined {
  try {
    return encode(mnemonic, operands, options);
  } catch (error) {
    if (error instanceof EncodeError) return undefined;
    throw error;
  }
}

export function write(form: Form, operands: readonly Operand[]): Written {
  const encoding = encodeOrRefuse(form.mnemonic, operands);
  const length = encoding?.bytes.length ?? 0;
  const text = formatInstruction({ address: GOLDEN_ADDRESS, length, form, operands, prefixes: [] });
  const branch = operands.find((operand) => operand.kind === 'relative');
  const source = branch ? `${form.mnemonic} .+${branch.distance + BigInt(length)}` : text;
  return { form, operands, hex: encoding && toHex(encoding.bytes), taken: encoding?.form, text, source };
}

export function disassemble(hex: string): string | undefined {
  const instruction = decode(fromHex(hex), GOLDEN_ADDRESS);
  return instruction && formatInstruction(instruction);
}

/** Every operand of every form, many times over. */
export function everyInstruction(): readonly Written[] {
  return allForms().flatMap((form) => combinations(form).map((operands) => write(form, operands)));
}

/** What the golden file holds of each form: a sample, and one that takes this form and no shorter one. */
export function goldenInstructions(): readonly Written[] {
  const rows = allForms().flatMap((form) => {
    const own = combinations(form).find((operands) => encodeOrRefuse(form.mnemonic, operands)?.form === form);
    return [...(own ? [own] : []), ...sample(form, 12)].map((operands) => write(form, operands));
  });
  const unique = new Map(rows.filter(({ hex }) => hex !== undefined).map((row) => [row.text, row]));
  return [...unique.values()];
}

/** Whether a form is one of the `nop`s that processors keep free for hints; as writes 0F 1F. */
export function isHint({ mnemonic, opcode }: Form): boolean {
  return mnemonic === 'nop' && opcode >= 0x18 && opcode < 0x1f;
}
