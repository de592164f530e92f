/** One instruction: its prefixes, mnemonic and operands, and what it leaves for later. */

import { encode, EncodeError, type Encoding, type Field } from '../isa/encode.ts';
import { formsOf, mnemonics, type OperandSpec } from '../isa/forms.ts';
import type { MemoryOperand } from '../isa/operand.ts';
import { PREFIXES } from '../isa/prefix.ts';
import { refusedMnemonic } from '../isa/refused.ts';
import type { Assembler } from './assembler.ts';
import { SourceError } from './error.ts';
import type { Cursor } from './lexer.ts';
import { nearest } from '../elf/nearest.ts';
import { parseOperand, type ParsedOperand } from './operands.ts';
import { registerNames } from './registers.ts';
import type { Fixup } from './section.ts';

interface BranchForms {
  readonly short: readonly number[];
  readonly long: readonly number[];
}

/** How a mnemonic branches directly: in which sizes, and the forms where it has a short and a long one. */
interface Branching {
  readonly sizes: readonly (1 | 4)[];
  readonly grows: BranchForms | undefined;
}

const branches = new Map<string, Branching>();

function branchOf(mnemonic: string): Branching {
  let branch = branches.get(mnemonic);
  if (!branch) {
    const sizes = formsOf(mnemonic).flatMap(({ relativeSize }) => (relativeSize === 0 ? [] : [relativeSize]));
    const opcode = (size: 1 | 4): number[] => {
      const { bytes } = encode(mnemonic, [{ kind: 'relative', distance: 0n }], { relativeSize: size });
      return bytes.slice(0, bytes.length - size);
    };
    const grows = sizes.includes(1) && sizes.includes(4) ? { short: opcode(1), long: opcode(4) } : undefined;
    branch = { sizes, grows };
    branches.set(mnemonic, branch);
  }
  return branch;
}

/** Mnemonics that are an fwait before another instruction. */
const WAITING: ReadonlyMap<string, string> = new Map(
  ['stcw', 'stsw', 'init', 'clex'].map((name) => [`f${name}`, `fn${name}`]),
);
const FWAIT = 0x9b;

/** The cursor stands behind `word`, which begins at `start`. */
export function assembleInstruction(assembler: Assembler, cursor: Cursor, word: string, start: number): void {
  const prefixes: string[] = [];
  let mnemonic = word.toLowerCase();
  let at = start;
  while (Object.hasOwn(PREFIXES, mnemonic)) {
    prefixes.push(mnemonic);
    if (cursor.atEnd()) {
      for (const prefix of prefixes) assembler.section.append([PREFIXES[prefix] ?? 0]);
      return;
    }
    at = cursor.at;
    mnemonic = cursor.expectName('an instruction').toLowerCase();
    if (prefixes.length > 4) throw new SourceError('too many prefixes', start, at - start);
  }
  const waited = WAITING.get(mnemonic);
  if (waited !== undefined) {
    assembler.section.append([FWAIT]);
    mnemonic = waited;
  }
  if (formsOf(mnemonic).length === 0) throw unknownMnemonic(assembler, cursor, mnemonic, at);

  const branch = branchOf(mnemonic);
  const operands = parseOperands(assembler, cursor, branch.sizes.length > 0);
  const [first] = operands;
  if (first?.operand.kind === 'relative' && operands.length === 1 && branch.grows && prefixes.length === 0) {
    addBranch(assembler, branch.grows, first);
    return;
  }
  let encoding: Encoding;
  try {
    const [size] = branch.sizes;
    encoding = encode(
      mnemonic,
      operands.map(({ operand }) => operand),
      {
        ...(prefixes.length > 0 ? { prefixes } : {}),
        ...(first?.operand.kind === 'relative' && size !== undefined ? { relativeSize: size } : {}),
      },
    );
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error;
    throw refused(error, operands, mnemonic, at);
  }
  emit(assembler, encoding, operands);
}

function parseOperands(assembler: Assembler, cursor: Cursor, isBranch: boolean): ParsedOperand[] {
  const operands: ParsedOperand[] = [];
  if (cursor.atEnd()) return operands;
  do operands.push(parseOperand(cursor, assembler, isBranch));
  while (cursor.take(','));
  cursor.expectEnd();
  return operands;
}

function addBranch(
  { section, source }: Assembler,
  forms: BranchForms,
  { open, start, short }: ParsedOperand,
): void {
  if (!open) return;
  section.addPart({
    kind: 'branch',
    at: section.length,
    size: 0,
    written: { source, at: start },
    target: open,
    ...forms,
    isLong: false,
    mustBeShort: short,
    label: undefined,
    addend: 0,
  });
}

function emit(assembler: Assembler, encoding: Encoding, operands: readonly ParsedOperand[]): void {
  const { section, source } = assembler;
  const position = section.position();
  const { bytes } = encoding;
  section.append(bytes);
  for (const { operand, open, start, end } of operands) {
    if (!open) continue;
    const field = fieldOf(encoding, operand.kind);
    if (!field) throw new SourceError('a symbol cannot stand here', start, end - start);
    const isRelative =
      operand.kind === 'relative' || (operand.kind === 'memory' && operand.base?.class === 'rip');
    section.fixups.push({
      position: { ...position, offset: position.offset + field.offset },
      size: field.size,
      value: open,
      relative: isRelative ? bytes.length - field.offset : undefined,
      signed:
        isRelative || (field.signed && !(operand.kind === 'memory' && isShortAddress(operand, encoding))),
      branch: operand.kind === 'relative',
      near: false,
      got: operand.kind === 'memory' ? gotRelocation(encoding) : undefined,
      written: { source, at: start },
      length: end - start,
    });
  }
}

/** Whether of an address only 32 bits are looked at, so that it need not be a sign-extended one. */
function isShortAddress({ base, index }: MemoryOperand, { form }: Encoding): boolean {
  const result = form.mnemonic === 'lea' ? form.operands[0]?.size : undefined;
  return (base ?? index)?.size === 32 || (result !== undefined && result < 64);
}

function fieldOf(encoding: Encoding, kind: ParsedOperand['operand']['kind']): Field | undefined {
  return kind === 'memory'
    ? encoding.displacement
    : kind === 'immediate'
      ? encoding.immediate
      : kind === 'relative'
        ? encoding.relative
        : undefined;
}

/** The linker may turn some instructions that load an address into shorter ones (AMD64 supplement, B.2). */
function gotRelocation({ form, bytes }: Encoding): Fixup['got'] {
  const opcode = form.map === '' ? form.opcode : -1;
  const isIndirect = opcode === 0xff && (form.digit === 2 || form.digit === 4);
  const isLoad = opcode === 0x8b || opcode === 0x85 || (opcode >= 0 && opcode < 0x40 && (opcode & 7) === 3);
  if (!isIndirect && !isLoad) return 'R_X86_64_GOTPCREL';
  return isLoad && bytes.some((byte, index) => index < 2 && byte >> 4 === 4)
    ? 'R_X86_64_REX_GOTPCRELX'
    : 'R_X86_64_GOTPCRELX';
}

function unknownMnemonic(assembler: Assembler, cursor: Cursor, mnemonic: string, at: number): SourceError {
  const written = cursor.text.slice(at, at + mnemonic.length);
  const refusal = refusedMnemonic(mnemonic);
  if (refusal) {
    const { extension, instead } = refusal;
    const message = `'${written}' is of ${extension}, which this machine does not have: ${instead}`;
    return new SourceError(message, at, mnemonic.length);
  }
  const suggestion = nearest(mnemonic, [...mnemonics(), ...assembler.macros.keys()]);
  return new SourceError(`unknown mnemonic '${written}'`, at, mnemonic.length, { suggestion });
}

/** Points at the operands; a name in them that is almost a register may be what is wrong. */
function refused(
  error: EncodeError,
  operands: readonly ParsedOperand[],
  mnemonic: string,
  at: number,
): SourceError {
  const details = { expected: expectedForms(error, mnemonic, operands) };
  const last = operands.at(-1);
  for (const { open, start, end } of operands) {
    if (open?.kind !== 'symbol' || open.symbol.defined) continue;
    const suggestion = nearest(open.symbol.name.toLowerCase(), registerNames());
    if (suggestion !== undefined)
      return new SourceError(error.message, start, end - start, { ...details, suggestion });
  }
  const [first] = operands;
  if (!first || !last || error.code === 'prefix' || error.code === 'mnemonic') {
    return new SourceError(error.message, at, mnemonic.length, details);
  }
  return new SourceError(error.message, first.start, last.end - first.start, details);
}

/** Forms that are listed in a message. */
const LISTED = 8;

/** Of the forms that would have been accepted those that come nearest to what was written. */
function expectedForms(
  error: EncodeError,
  mnemonic: string,
  operands: readonly ParsedOperand[],
): readonly string[] {
  const forms = formsOf(mnemonic).filter(({ text }) => error.expected.includes(text));
  if (forms.length === 0) return error.expected;
  const sameCount = forms.filter((form) => form.operands.length === operands.length);
  const alike = sameCount.filter((form) =>
    form.operands.every((spec, index) => isAlike(spec, operands[index])),
  );
  const sameSize = alike.filter((form) =>
    form.operands.every((spec, index) => isOfSize(spec, operands[index])),
  );
  const [best = forms] = [sameSize, alike, sameCount].filter((list) => list.length > 0);
  const texts = [...new Set(best.map(({ text }) => text))];
  return texts.length > LISTED ? [...texts.slice(0, LISTED), `and ${texts.length - LISTED} more`] : texts;
}

function isOfSize({ size }: OperandSpec, given: ParsedOperand | undefined): boolean {
  if (given?.operand.kind === 'register')
    return given.operand.register.class !== 'gpr' || size === given.operand.register.size;
  return given?.operand.kind !== 'memory' || size === 0 || size === (given.operand.size ?? size);
}

/** Whether an operand is of the kind that a form takes in its place, sizes aside. */
function isAlike(
  { place, register, memory, implied }: OperandSpec,
  given: ParsedOperand | undefined,
): boolean {
  switch (given?.operand.kind) {
    case 'register':
      return register === given.operand.register.class;
    case 'memory':
      return memory;
    case 'immediate':
      return place === 'immediate' || typeof implied === 'bigint';
    case 'relative':
      return place === 'relative';
    case undefined:
      return false;
  }
}
