/** The rows of the instruction table as data. */

import { REGISTERS, type Register, type RegisterClass } from './register.ts';
import { TABLE } from './table/index.ts';

/** Where in the encoding an operand stands. */
export type Place = 'reg' | 'rm' | 'opcode' | 'immediate' | 'relative' | 'offset' | 'pointer' | 'implied';

/** What a row takes in one operand position. */
export interface OperandSpec {
  /** As the table writes it: `r/m64`. */
  readonly text: string;
  readonly place: Place;
  /** Set when a register of this class fits. */
  readonly register: RegisterClass | undefined;
  /** Whether memory fits. */
  readonly memory: boolean;
  /** In bits; 0 for memory of any width and for the implied number. */
  readonly size: number;
  /** The one register, or the one number, that fits; where memory lies at a `pointer`, the 64-bit register. */
  readonly implied: Register | bigint | undefined;
}

/** In bytes, in the order in which they follow ModRM, SIB and displacement. */
export type ImmediateSize = 1 | 2 | 4 | 8;

export interface Form {
  /** The row, spaces folded, left of the equals sign: `add r/m64, imm8`. */
  readonly text: string;
  readonly mnemonic: string;
  readonly extension: string;
  readonly operands: readonly OperandSpec[];
  /** Mandatory prefixes, or NP where none of 66, F3 and F2 may stand. */
  readonly prefix: 'NP' | '66' | 'F3' | 'F2' | '67' | '66 F3' | undefined;
  /** Opcode bytes without the last one: the opcode map they select. */
  readonly map: '' | '0F' | '0F38' | '0F3A';
  /** The last opcode byte, condition included; where a register is added, with register 0. */
  readonly opcode: number;
  /** A byte that must follow the opcode as it is (F3 0F 1E FA). */
  readonly fixedModRM: number | undefined;
  readonly rexW: boolean;
  readonly plusRegister: boolean;
  readonly modRM: boolean;
  /** What ModRM.reg holds, where it holds no register. */
  readonly digit: number | undefined;
  /** The processor does not look at ModRM.reg, though `digit` is what assemblers write there. */
  readonly ignoresReg: boolean;
  readonly immediates: readonly ImmediateSize[];
  /** The immediate byte that the mnemonic stands for (cmpeqps). */
  readonly fixedImmediate: number | undefined;
  /** In bytes; 0 when the form is no direct branch. */
  readonly relativeSize: 0 | 1 | 4;
  /** 0..15 in rows of a condition, otherwise undefined. */
  readonly condition: number | undefined;
}

/** The conditions by number, with every name; the first is the one that is printed (SDM volume 1, appendix B). */
export const CONDITIONS: readonly (readonly string[])[] = [
  ['o'],
  ['no'],
  ['b', 'c', 'nae'],
  ['ae', 'nb', 'nc'],
  ['e', 'z'],
  ['ne', 'nz'],
  ['be', 'na'],
  ['a', 'nbe'],
  ['s'],
  ['ns'],
  ['p', 'pe'],
  ['np', 'po'],
  ['l', 'nge'],
  ['ge', 'nl'],
  ['le', 'ng'],
  ['g', 'nle'],
];

const IMMEDIATE_SIZES: Readonly<Record<string, ImmediateSize>> = { ib: 1, iw: 2, id: 4, iq: 8 };

const PREFIX_TOKENS = new Set(['NP', '66', '67', 'F3', 'F2']);

/** @param bare where a register stands that memory cannot replace */
function operandSpec(text: string, bare: Place): OperandSpec {
  const spec = (place: Place, size: number, more: Partial<OperandSpec> = {}): OperandSpec => ({
    text,
    place,
    size,
    register: undefined,
    memory: false,
    implied: undefined,
    ...more,
  });
  // r8 is any byte register here, never the register of that name.
  const implied = text === 'r8' ? undefined : REGISTERS.get(text);
  if (implied) return spec('implied', implied.size, { register: implied.class, implied });
  if (/^\d+$/.test(text)) return spec('implied', 0, { implied: BigInt(text) });

  const [, pointed, pointer] = /^m(\d+)\[(r..)\]$/.exec(text) ?? [];
  if (pointer !== undefined) {
    return spec('pointer', Number(pointed), { memory: true, implied: REGISTERS.get(pointer) });
  }

  const [, kind = '', width = ''] = /^(r\/m|r|m|imm|rel|moffs|xmm\/m|xmm)(\d*)$/.exec(text) ?? [];
  const size = Number(width);
  switch (kind) {
    case 'r':
      return spec(bare, size, { register: 'gpr' });
    case 'r/m':
      return spec('rm', size, { register: 'gpr', memory: true });
    case 'm':
      return spec('rm', size, { memory: true });
    case 'imm':
      return spec('immediate', size);
    case 'rel':
      return spec('relative', size);
    case 'moffs':
      return spec('offset', size, { memory: true });
    case 'xmm':
      return spec(bare, 128, { register: 'xmm' });
    case 'xmm/m':
      return spec('rm', size, { register: 'xmm', memory: true });
    default:
      throw new Error(`instruction table: unknown operand '${text}'`);
  }
}

const IN_RM = /^(?:(?:r|xmm)\/)?m\d*$/;

/** The operands of a row. Of two bare registers the first is in ModRM.reg and the second in ModRM.rm. */
function operandSpecs(texts: readonly string[], hasDigit: boolean, plusRegister: boolean): OperandSpec[] {
  let bare: Place = plusRegister ? 'opcode' : hasDigit ? 'rm' : 'reg';
  const rmIsFree = !texts.some((text) => IN_RM.test(text));
  return texts.map((text) => {
    const spec = operandSpec(text, bare);
    if (spec.place === 'reg' && rmIsFree) bare = 'rm';
    return spec;
  });
}

function parseRow(row: string, extension: string): Form[] {
  const [left = '', right = ''] = row.split('=').map((part) => part.trim().replace(/\s+/g, ' '));
  const [mnemonic = '', ...rest] = left.split(' ');
  const operandTexts = rest
    .join(' ')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean);
  let prefix: Form['prefix'];
  let rexW = false;
  let plusRegister = false;
  let plusCondition = false;
  let slashR = false;
  let digit: number | undefined;
  let fixedImmediate: number | undefined;
  let relativeSize: Form['relativeSize'] = 0;
  const immediates: ImmediateSize[] = [];
  const opcodes: number[] = [];
  for (const token of right.split(' ')) {
    const byte = /^([0-9A-F]{2})(\+r|\+cc)?$/.exec(token);
    const immediate = IMMEDIATE_SIZES[token];
    if (PREFIX_TOKENS.has(token) && opcodes.length === 0) {
      prefix = [prefix, token].filter(Boolean).join(' ') as Form['prefix'];
    } else if (token === 'REX.W') rexW = true;
    else if (token === '/r') slashR = true;
    else if (/^\/[0-7]$/.test(token)) digit = Number(token[1]);
    else if (token === 'cb') relativeSize = 1;
    else if (token === 'cd') relativeSize = 4;
    else if (immediate) immediates.push(immediate);
    else if (byte && (slashR || digit !== undefined)) fixedImmediate = Number.parseInt(token, 16);
    else if (byte) {
      opcodes.push(Number.parseInt(byte[1]!, 16));
      plusRegister ||= byte[2] === '+r';
      plusCondition ||= byte[2] === '+cc';
    } else throw new Error(`instruction table: '${token}' in '${row}'`);
  }

  const escapes = opcodes[0] === 0x0f ? (opcodes[1] === 0x38 || opcodes[1] === 0x3a ? 2 : 1) : 0;
  const map = opcodes
    .slice(0, escapes)
    .map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
    .join('') as Form['map'];
  const modRM = slashR || digit !== undefined;
  const operands = operandSpecs(operandTexts, digit !== undefined, plusRegister);
  const ignoresReg = slashR && !operands.some((operand) => operand.place === 'reg');
  if (ignoresReg) digit = 0;
  const form = (name: string, condition: number | undefined): Form => ({
    text: [name, operandTexts.join(', ')].filter(Boolean).join(' '),
    mnemonic: name,
    extension,
    operands,
    prefix,
    map,
    opcode: opcodes[escapes]! + (condition ?? 0),
    fixedModRM: opcodes[escapes + 1],
    rexW,
    plusRegister,
    modRM,
    digit,
    ignoresReg,
    immediates,
    fixedImmediate,
    relativeSize,
    condition,
  });
  if (!plusCondition) return [form(mnemonic, undefined)];
  return CONDITIONS.flatMap((names, condition) =>
    names.map((name) => form(mnemonic.replace('{cc}', name), condition)),
  );
}

/** A row that is parsed when someone asks for its forms: a program needs few of them. */
interface Row {
  readonly text: string;
  readonly extension: string;
  forms: readonly Form[] | undefined;
}

const ROWS: Row[] = [];
const ROWS_OF = new Map<string, Row[]>();

let extension = '';
for (const line of TABLE.split('\n')) {
  if (line.startsWith('[')) extension = line.slice(1, -1);
  else if (line !== '' && !line.startsWith('#')) addRow({ text: line, extension, forms: undefined });
}

function addRow(row: Row): void {
  ROWS.push(row);
  for (const name of withConditions(row.text.slice(0, row.text.indexOf(' ')))) {
    const rows = ROWS_OF.get(name);
    if (rows) rows.push(row);
    else ROWS_OF.set(name, [row]);
  }
}

function withConditions(mnemonic: string): readonly string[] {
  if (!mnemonic.includes('{cc}')) return [mnemonic];
  return CONDITIONS.flat().map((name) => mnemonic.replace('{cc}', name));
}

function formsIn(row: Row): readonly Form[] {
  return (row.forms ??= parseRow(row.text, row.extension));
}

/** Every form, in the order of the table; a row of a condition stands once for each of its names. */
export function allForms(): readonly Form[] {
  return ROWS.flatMap(formsIn);
}

const FORMS_OF = new Map<string, readonly Form[]>();

/** The forms that a mnemonic has, in the order of the table; none for a name that is no mnemonic. */
export function formsOf(mnemonic: string): readonly Form[] {
  let forms = FORMS_OF.get(mnemonic);
  if (!forms) {
    const rows = ROWS_OF.get(mnemonic);
    if (!rows) return [];
    forms = rows.flatMap((row) => formsIn(row).filter((form) => form.mnemonic === mnemonic));
    FORMS_OF.set(mnemonic, forms);
  }
  return forms;
}

/** Every mnemonic that the assembler takes. */
export function mnemonics(): readonly string[] {
  return [...ROWS_OF.keys()];
}
