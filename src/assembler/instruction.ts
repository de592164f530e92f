/** One instruction: its prefixes, mnemonic and operands, and what it leaves for later. */

import {
  encode,
  EncodeError,
  isEncodable,
  type EncodeOptions,
  type Encoding,
  type Field,
} from '../isa/encode.ts';
import { formsOf } from '../isa/forms.ts';
import { SEGMENT_PREFIX } from '../isa/emit.ts';
import type { MemoryOperand } from '../isa/operand.ts';
import { PREFIXES } from '../isa/prefix.ts';
import type { Register } from '../isa/register.ts';
import type { Assembler } from './assembler.ts';
import type { Dialect, Reading } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { SourceError } from './error.ts';
import type { Cursor } from './lexer.ts';
import type { ParsedOperand } from './operand.ts';
import { LIMITS } from './limits.ts';
import { refused, unknownMnemonic } from './refusal.ts';
import { findRegister } from './registers.ts';
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
  const { repeated, section } = assembler;
  const text = cursor.shortText(start, LIMITS.repeatedText);
  const known = text === undefined ? undefined : repeated.get(text);
  if (known) {
    section.append(known);
    cursor.at = start + text!.length;
    return;
  }
  const { length, parts, fixups } = section;
  const open = parts.length + fixups.length;
  assembler.isRepeatable = true;
  assembleNew(assembler, cursor, word, start);
  if (text === undefined || !assembler.isRepeatable || parts.length + fixups.length !== open) return;
  if (repeated.size < LIMITS.repeated && section.type !== 'nobits')
    repeated.set(text, section.bytes.slice(length, section.length));
}

function assembleNew(assembler: Assembler, cursor: Cursor, word: string, start: number): void {
  const prefixes: string[] = [];
  let override: Register | undefined;
  let mnemonic = word.toLowerCase();
  let at = start;
  for (
    let segment = segmentOf(mnemonic);
    segment || Object.hasOwn(PREFIXES, mnemonic);
    segment = segmentOf(mnemonic)
  ) {
    if (segment) override = segment;
    else prefixes.push(mnemonic);
    if (cursor.atEnd()) {
      if (override) assembler.section.append([SEGMENT_PREFIX[override.name] ?? 0]);
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
  const dialect = DIALECTS[assembler.syntax.dialect];
  const readings = dialect.readings(mnemonic);
  const [reading] = readings;
  if (!reading) throw unknownMnemonic(assembler, cursor, mnemonic, at);

  const branch = branchOf(reading.mnemonic);
  const parsed = parseOperands(assembler, cursor, dialect, branch.sizes.length > 0);
  const operands = override ? overridden(assembler, parsed, override) : parsed;
  if (dialect.isReversed(reading.mnemonic)) operands.reverse();
  const [first] = operands;
  if (first?.operand.kind === 'relative' && operands.length === 1 && branch.grows && prefixes.length === 0) {
    addBranch(assembler, branch.grows, first);
    return;
  }
  const [size] = branch.sizes;
  const relativeSize = first?.operand.kind === 'relative' ? size : undefined;
  const options: EncodeOptions = { prefixes, relativeSize, width: undefined };
  const meant = readings.length === 1 ? reading : choose(readings, operands, options);
  const result = encodeAs(assembler, meant, operands, options, at);
  if (result instanceof EncodeError)
    throw refused(result, { mnemonic, at, reading: meant, operands }, dialect);
  emit(assembler, result, operands);
}

/** The first reading that takes the operands; if none does, errors speak of the last. */
function choose(
  readings: readonly Reading[],
  parsed: readonly ParsedOperand[],
  options: EncodeOptions,
): Reading {
  const operands = parsed.map(({ operand }) => operand);
  const fitting = readings.find(({ mnemonic, width }) =>
    isEncodable(mnemonic, operands, { relativeSize: options.relativeSize, width }),
  );
  return fitting ?? readings.at(-1)!;
}

/** What a reading of the mnemonic comes to; where memory could be of several widths, by the dialect's default. */
function encodeAs(
  assembler: Assembler,
  reading: Reading,
  parsed: readonly ParsedOperand[],
  options: EncodeOptions,
  at: number,
): Encoding | EncodeError {
  const { mnemonic, width, memory } = reading;
  const operands = parsed.map(({ operand }) =>
    memory !== undefined && operand.kind === 'memory' ? { ...operand, size: memory } : operand,
  );
  try {
    return encode(mnemonic, operands, width === undefined ? options : withWidth(options, width));
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error;
    const sized = error.code === 'size' ? DIALECTS[assembler.syntax.dialect].defaultSize(reading) : undefined;
    if (!sized) return error;
    if (sized.width !== width) {
      assembler.isRepeatable = false;
      const message = `no suffix and no register says the width of '${mnemonic}': taken for 32 bits`;
      assembler.reporter.warning(assembler.source, at, message);
    }
    return encodeAs(assembler, sized, parsed, options, at);
  }
}

function withWidth({ prefixes = [], relativeSize }: EncodeOptions, width: number): EncodeOptions {
  return { prefixes, relativeSize, width };
}

/** The segment that `cs nopw (%rax)` puts before an instruction. */
function segmentOf(word: string): Register | undefined {
  const register = word.length === 2 ? findRegister(word) : undefined;
  return register?.class === 'segment' ? register : undefined;
}

/** A segment before the mnemonic is that of the memory operand; without one it is a byte of no effect. */
function overridden(
  { section }: Assembler,
  operands: readonly ParsedOperand[],
  segment: Register,
): ParsedOperand[] {
  if (!operands.some(({ operand }) => operand.kind === 'memory')) {
    section.append([SEGMENT_PREFIX[segment.name] ?? 0]);
  }
  return operands.map((parsed) =>
    parsed.operand.kind === 'memory' ? { ...parsed, operand: { ...parsed.operand, segment } } : parsed,
  );
}

function parseOperands(
  assembler: Assembler,
  cursor: Cursor,
  dialect: Dialect,
  isBranch: boolean,
): ParsedOperand[] {
  const operands: ParsedOperand[] = [];
  if (cursor.atEnd()) return operands;
  do operands.push(dialect.operand(cursor, assembler, isBranch));
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
    short: forms.short,
    long: forms.long,
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
      position: { section, offset: position.offset + field.offset, part: position.part },
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
