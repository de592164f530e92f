/**
 * How much of the stack a function has taken at some point of it, and what it has put there, read from its
 * instructions from the first one on. It follows pushes, pops and constant moves of rsp, and gives up where that is
 * not enough: the answer is only as good as the guess where the function begins, so whoever asks checks it against
 * the stack.
 */

import { formatInstruction, type Instruction } from '../isa/index.ts';
import type { Runtime } from '../runtime/index.ts';
import { instructionAt } from './code.ts';

/** Something pushed; at `cfa - depth`, where `cfa` is what rsp was at the function's first instruction. */
export interface Pushed {
  readonly depth: number;
  /** The register, or the operand as written. */
  readonly what: string;
  readonly register: boolean;
}

export interface Frame {
  /** How far rsp is below its value at the first instruction; undefined when only rbp knows. */
  readonly depth: number | undefined;
  /** The same for rbp, if the function uses it as its frame pointer. */
  readonly rbpDepth: number | undefined;
  readonly pushed: readonly Pushed[];
}

const LONGEST_PROLOGUE = 4096;

/** The frame of a function that starts at `start`, before its instruction at `at`. */
export function frameAt(runtime: Runtime, start: bigint, at: bigint): Frame | undefined {
  let frame: Frame | undefined = { depth: 0, rbpDepth: undefined, pushed: [] };
  const arrivals = new Map<bigint, Frame>();
  let address = start;
  for (let count = 0; count < LONGEST_PROLOGUE; count++) {
    frame ??= arrivals.get(address);
    if (address === at) return frame;
    const instruction = address < at ? instructionAt(runtime, address) : undefined;
    if (!instruction) return undefined;
    const next = address + BigInt(instruction.length);
    if (frame) {
      const target = branchTarget(instruction, next);
      if (target !== undefined && !arrivals.has(target)) arrivals.set(target, frame);
      frame = after(frame, instruction);
    }
    address = next;
  }
  return undefined;
}

function branchTarget({ form, operands }: Instruction, next: bigint): bigint | undefined {
  const [target] = operands;
  return target?.kind === 'relative' && form.mnemonic !== 'call' ? next + target.distance : undefined;
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
      return withoutRbp(move(atRbp(frame), -8), 'rbp');
    case 'cmp':
    case 'test':
    case 'call':
      return frame;
    case 'mov':
      if (name(first) === 'rbp' && name(second) === 'rsp') return { ...frame, rbpDepth: frame.depth };
      if (name(first) === 'rsp' && name(second) === 'rbp') return atRbp(frame);
      break;
    case 'and':
      if (name(first) === 'rsp')
        return frame.rbpDepth === undefined ? undefined : { ...frame, depth: undefined };
      break;
  }
  if (name(first) === 'rsp') return move(frame, constantMove(instruction));
  return withoutRbp(frame, name(first));
}

/** How far the instruction takes rsp down, if it does so by a constant. */
function constantMove({ form, operands }: Instruction): number | undefined {
  const [, second] = operands;
  if (form.mnemonic === 'sub' && second?.kind === 'immediate') return Number(second.value);
  if (form.mnemonic === 'add' && second?.kind === 'immediate') return -Number(second.value);
  const isLea = form.mnemonic === 'lea' && second?.kind === 'memory';
  return isLea && second.base?.name === 'rsp' && !second.index ? -Number(second.displacement) : undefined;
}

function push(frame: Frame, what: string, register: boolean): Frame {
  if (frame.depth === undefined) return frame;
  const depth = frame.depth + 8;
  return { ...frame, depth, pushed: [...frame.pushed, { depth, what, register }] };
}

function move(frame: Frame | undefined, by: number | undefined): Frame | undefined {
  if (!frame || by === undefined) return undefined;
  if (frame.depth === undefined) return frame;
  const depth = frame.depth + by;
  return { ...frame, depth, pushed: frame.pushed.filter((one) => one.depth <= depth) };
}

function atRbp(frame: Frame): Frame | undefined {
  const { rbpDepth } = frame;
  return rbpDepth === undefined ? undefined : move({ ...frame, depth: rbpDepth }, 0);
}

function withoutRbp(frame: Frame | undefined, written: string | undefined): Frame | undefined {
  return frame && written !== undefined && RBP.has(written) ? { ...frame, rbpDepth: undefined } : frame;
}

const RBP: ReadonlySet<string> = new Set(['rbp', 'ebp', 'bp', 'bpl']);

function operandText(instruction: Instruction): string {
  return formatInstruction(instruction).replace(/^push /, '');
}
