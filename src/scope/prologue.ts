/**
 * How much of the stack a function has taken at each point of it, and what it has put there, read from its
 * instructions: from the first one on along every jump. It follows pushes, pops and constant moves of rsp, and the
 * frame pointer where there is one. Nobody says what a called function that never returns leaves behind, nor where an
 * indirect jump leads, so there may be several answers for one point; whoever asks checks them against the stack.
 */

import { formatInstruction, type Instruction } from '../isa/index.ts';
import type { Runtime } from '../runtime/index.ts';
import type { CodeRange } from '../runtime/program/symbols.ts';
import { instructionAt } from './code.ts';

/** Something pushed; at `cfa - depth`, where `cfa` is what rsp was at the function's first instruction. */
export interface Pushed {
  readonly depth: number;
  /** The register, or the operand as written. */
  readonly what: string;
  readonly register: boolean;
  /** What was pushed before. */
  readonly above: Pushed | undefined;
}

export interface Frame {
  /** How far rsp is below its value at the first instruction; undefined when only rbp knows. */
  readonly depth: number | undefined;
  /** The same for rbp, if the function uses it as its frame pointer. */
  readonly rbpDepth: number | undefined;
  /** The latest. */
  readonly pushed: Pushed | undefined;
}

export interface FunctionFrames {
  /** Before each instruction that may be reached, likelier ones first. */
  readonly at: ReadonlyMap<bigint, readonly Frame[]>;
  /** Where above the return address arguments are read, in bytes: `cfa + offset`, a multiple of 8. */
  readonly parameters: ReadonlySet<number>;
}

const MOST_INSTRUCTIONS = 1 << 14;
const MOST_FRAMES = 4;

/** The frames of a function, as far as so many instructions tell. */
export function framesIn(runtime: Runtime, { start, end }: CodeRange, most: number): FunctionFrames {
  const at = new Map<bigint, Frame[]>();
  const parameters = new Set<number>();
  const ahead: [bigint, Frame][] = [[BigInt(start), { depth: 0, rbpDepth: undefined, pushed: undefined }]];
  /** At indirect jumps; all that nothing else leads to may be reached through a table of such jumps. */
  const tables: Frame[] = [];
  let unseen = BigInt(start);
  for (let count = 0; count < Math.min(most, MOST_INSTRUCTIONS); count++) {
    if (ahead.length === 0 && tables.length > 0) {
      while (at.has(unseen)) unseen += BigInt(instructionAt(runtime, unseen)!.length);
      if (unseen >= BigInt(end) || !instructionAt(runtime, unseen)) break;
      ahead.push(...tables.map((frame): [bigint, Frame] => [unseen, frame]));
    }
    const [address, frame] = ahead.pop() ?? [];
    if (address === undefined || !frame) break;
    const known = at.get(address) ?? [];
    if (known.length === MOST_FRAMES || known.some((one) => isSame(one, frame))) continue;
    const instruction = instructionAt(runtime, address);
    if (!instruction) continue;
    at.set(address, [...known, frame]);
    const parameter = parameterOf(frame, instruction);
    if (parameter !== undefined) parameters.add(parameter);

    const next = address + BigInt(instruction.length);
    const [target] = instruction.operands;
    const { mnemonic } = instruction.form;
    const isTable = mnemonic === 'jmp' && target?.kind !== 'relative';
    if (isTable && !tables.some((one) => isSame(one, frame))) tables.push(frame);
    const behind = after(frame, instruction);
    if (behind) ahead.push([next, behind]);
    if (target?.kind === 'relative' && mnemonic !== 'call') ahead.push([next + target.distance, frame]);
  }
  return { at, parameters };
}

function isSame(a: Frame, b: Frame): boolean {
  return a.depth === b.depth && a.rbpDepth === b.rbpDepth;
}

/** Undefined when the flow does not go on behind the instruction, or rsp is lost. */
function after(frame: Frame, instruction: Instruction): Frame | undefined {
  const { mnemonic } = instruction.form;
  const [first, second] = instruction.operands;
  const name = (operand: typeof first): string | undefined =>
    operand?.kind === 'register' ? operand.register.name : undefined;
  switch (mnemonic) {
    case 'ret':
    case 'jmp':
    case 'hlt':
    case 'ud2':
      return undefined;
    case 'push':
      return push(frame, name(first) ?? operandText(instruction), name(first) !== undefined);
    case 'pushfq':
      return push(frame, 'rflags', true);
    case 'pop':
      return name(first) === 'rsp' ? undefined : withoutRbp(move(frame, -8), name(first));
    case 'popfq':
      return move(frame, -8);
    case 'leave':
      return withoutRbp(move(atRbp(frame, 0), -8), 'rbp');
    case 'cmp':
    case 'test':
    case 'call':
      return frame;
  }
  if (name(first) === 'rsp') return rspSet(frame, instruction);
  const [base, offset] = based(instruction) ?? [];
  if (name(first) === 'rbp' && base === 'rsp' && offset !== undefined && frame.depth !== undefined)
    return { ...frame, rbpDepth: frame.depth - offset };
  return withoutRbp(frame, name(first) ?? (mnemonic === 'xchg' ? name(second) : undefined));
}

/** After an instruction that writes rsp: by a constant, from rbp, or in a way that only rbp survives. */
function rspSet(frame: Frame, instruction: Instruction): Frame | undefined {
  const [base, offset] = based(instruction) ?? [];
  if (base === 'rsp' && offset !== undefined) return move(frame, -offset);
  if (base === 'rbp' && offset !== undefined) return atRbp(frame, offset);
  return frame.rbpDepth === undefined ? undefined : { ...frame, depth: undefined };
}

/** The register, and how far from it, that the instruction puts into its first operand. */
function based({ form, operands }: Instruction): readonly [base: string, offset: number] | undefined {
  const [first, second] = operands;
  const number = second?.kind === 'immediate' ? Number(second.value) : undefined;
  if (first?.kind !== 'register') return undefined;
  switch (form.mnemonic) {
    case 'mov':
      return second?.kind === 'register' ? [second.register.name, 0] : undefined;
    case 'add':
      return number === undefined ? undefined : [first.register.name, number];
    case 'sub':
      return number === undefined ? undefined : [first.register.name, -number];
    case 'lea':
      return second?.kind === 'memory' && second.base && !second.index
        ? [second.base.name, Number(second.displacement)]
        : undefined;
    default:
      return undefined;
  }
}

/** The place above the return address that an operand lies in, if it does. */
function parameterOf({ depth, rbpDepth }: Frame, { operands }: Instruction): number | undefined {
  const memory = operands.find((operand) => operand.kind === 'memory');
  const below = memory?.base?.name === 'rsp' ? depth : memory?.base?.name === 'rbp' ? rbpDepth : undefined;
  if (!memory || below === undefined) return undefined;
  const offset = Number(memory.displacement) - below;
  return offset >= 8 ? Math.floor(offset / 8) * 8 : undefined;
}

function push(frame: Frame, what: string, register: boolean): Frame {
  if (frame.depth === undefined) return frame;
  const depth = frame.depth + 8;
  return { ...frame, depth, pushed: { depth, what, register, above: frame.pushed } };
}

function move(frame: Frame | undefined, by: number): Frame | undefined {
  if (frame?.depth === undefined) return frame;
  const depth = frame.depth + by;
  let { pushed } = frame;
  while (pushed && pushed.depth > depth) pushed = pushed.above;
  return { ...frame, depth, pushed };
}

function atRbp(frame: Frame, offset: number): Frame | undefined {
  const { rbpDepth } = frame;
  return rbpDepth === undefined ? undefined : move({ ...frame, depth: rbpDepth }, -offset);
}

function withoutRbp(frame: Frame | undefined, written: string | undefined): Frame | undefined {
  return frame && written !== undefined && RBP.has(written) ? { ...frame, rbpDepth: undefined } : frame;
}

const RBP: ReadonlySet<string> = new Set(['rbp', 'ebp', 'bp', 'bpl']);

function operandText(instruction: Instruction): string {
  return formatInstruction(instruction).replace(/^push /, '');
}
