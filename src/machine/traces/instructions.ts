/** Single instructions in Wasm, with the flags that asm/alu.ts gives them (SDM volume 2). None of them branches. */

import { FLAG_KIND_OVERFLOW, FLAG_KIND_WIDTH, FlagKind } from '../../../asm/abi.ts';
import type { Instruction } from '../../isa/decode.ts';
import type { ImmediateOperand, MemoryOperand, Operand, RegisterOperand } from '../../isa/operand.ts';
import {
  ADDRESS,
  CARRY_LEFT,
  CARRY_RIGHT,
  Frame,
  KIND,
  MULTIPLY_HIGH,
  RESULT,
  T,
  X,
  Y,
  type Width,
} from './frame.ts';
import { condition } from './conditions.ts';
import type { Place } from './ranges.ts';
import { W } from './wasm.ts';

export const RSP = 4;
const RBP = 5;

type Translate = (frame: Frame, operands: readonly Operand[], instruction: Instruction) => boolean;

function widthOf(operand: Operand | undefined): Width {
  if (operand?.kind === 'register') return operand.register.size as Width;
  return (operand?.kind === 'memory' ? operand.size : 64) as Width;
}

/** Checks the memory operand, if there is one, before anything changes; its address stays in ADDRESS. */
function touch(frame: Frame, operand: Operand | undefined, access: 'read' | 'write'): void {
  if (operand?.kind !== 'memory') return;
  frame.address(operand);
  frame.check(operand.size as Width, access);
}

/** Pushes an operand's value, extended to 64 bits; memory has been touched. */
function read(frame: Frame, operand: Operand, signed: boolean, width = widthOf(operand)): void {
  if (operand.kind === 'register') frame.read(operand.register, signed);
  else if (operand.kind === 'memory') frame.load(width, signed);
  else if (operand.kind === 'immediate') {
    frame.code.i64(signed ? BigInt.asIntN(width, operand.value) : BigInt.asUintN(width, operand.value));
  }
}

/** Writes what `value` pushes; memory has been touched for writing. */
function write(frame: Frame, operand: Operand, value: () => void): void {
  if (operand.kind === 'memory') frame.store(operand.size as Width, value);
  else if (operand.kind === 'register') {
    frame.prepare(operand.register);
    value();
    frame.write(operand.register);
  }
}

/** A general register, all 64 bits of it. */
function isWhole(operand: Operand | undefined): operand is RegisterOperand {
  return operand?.kind === 'register' && operand.register.size === 64;
}

function mov(frame: Frame, [target, source]: readonly Operand[]): boolean {
  touch(frame, target, 'write');
  touch(frame, source, 'read');
  const place = isWhole(source) ? frame.place(source.register.number, 0) : undefined;
  write(frame, target!, () => read(frame, source!, false, widthOf(target)));
  if (place && isWhole(target)) frame.setPlace(target.register.number, place);
  return true;
}

function extend(signed: boolean): Translate {
  return (frame, [target, source]) => {
    touch(frame, source, 'read');
    write(frame, target!, () => read(frame, source!, signed));
    return true;
  };
}

function lea(frame: Frame, [target, source]: readonly Operand[]): boolean {
  const { base, index, displacement } = source as MemoryOperand;
  const isNear = base?.class === 'gpr' && !index;
  const place = isNear ? frame.place(base.number, Number(displacement)) : undefined;
  frame.address(source as MemoryOperand);
  write(frame, target!, () => frame.code.get(ADDRESS));
  if (place && isWhole(target)) frame.setPlace(target.register.number, place);
  return true;
}

/** Sets the flags of a sum whose operands are in X and Y, and whose result is in RESULT; all sign-extended. */
function additionFlags(frame: Frame, width: Width): void {
  frame.code.get(RESULT).set(CARRY_LEFT).get(X).set(CARRY_RIGHT);
  frame.setFlags(FlagKind.ADDITION, FlagKind.ADDITION | (width << FLAG_KIND_WIDTH));
}

function subtractionFlags(frame: Frame): void {
  frame.code.get(X).set(CARRY_LEFT).get(Y).set(CARRY_RIGHT);
  frame.setFlags(FlagKind.SUBTRACTION, FlagKind.SUBTRACTION);
}

function logicFlags(frame: Frame): void {
  frame.code.i64(0n).set(CARRY_LEFT).i64(0n).set(CARRY_RIGHT);
  frame.setFlags(FlagKind.LOGIC, FlagKind.LOGIC);
}

/** Where a register points to after the addition or subtraction of a number. */
function movedPlace(frame: Frame, mnemonic: string, target?: Operand, source?: Operand): Place | undefined {
  if (!isWhole(target) || source?.kind !== 'immediate') return undefined;
  if (mnemonic !== 'add' && mnemonic !== 'sub') return undefined;
  const distance = Number(BigInt.asIntN(64, source.value));
  return frame.place(target.register.number, mnemonic === 'add' ? distance : -distance);
}

const BINARY = { add: W.I64_ADD, sub: W.I64_SUB, cmp: W.I64_SUB, and: W.I64_AND, test: W.I64_AND, or: W.I64_OR, xor: W.I64_XOR } as const; // prettier-ignore

function binary(mnemonic: keyof typeof BINARY): Translate {
  const keeps = mnemonic === 'cmp' || mnemonic === 'test';
  return (frame, [target, source]) => {
    const width = widthOf(target);
    const { code } = frame;
    touch(frame, target, keeps ? 'read' : 'write');
    touch(frame, source, 'read');
    read(frame, target!, true);
    code.set(X);
    read(frame, source!, true, width);
    code.set(Y);
    code.get(X).get(Y).op(BINARY[mnemonic]);
    frame.narrow(width, true).code.set(RESULT);
    if (mnemonic === 'add') additionFlags(frame, width);
    else if (mnemonic === 'sub' || mnemonic === 'cmp') subtractionFlags(frame);
    else logicFlags(frame);
    if (keeps) return true;
    const place = movedPlace(frame, mnemonic, target, source);
    write(frame, target!, () => code.get(RESULT));
    if (place && isWhole(target)) frame.setPlace(target.register.number, place);
    return true;
  };
}

function step(kind: FlagKind.INCREMENT | FlagKind.DECREMENT): Translate {
  return (frame, [target]) => {
    const width = widthOf(target);
    touch(frame, target, 'write');
    frame.holdFlags();
    read(frame, target!, true);
    frame.code.i64(kind === FlagKind.INCREMENT ? 1n : -1n).op(W.I64_ADD);
    frame.narrow(width, true).code.set(RESULT);
    frame.setFlags(kind, kind | (width << FLAG_KIND_WIDTH));
    write(frame, target!, () => frame.code.get(RESULT));
    return true;
  };
}

function neg(frame: Frame, [target]: readonly Operand[]): boolean {
  const { code } = frame;
  touch(frame, target, 'write');
  code.i64(0n).set(X);
  read(frame, target!, true);
  code.set(Y);
  code.get(X).get(Y).op(W.I64_SUB);
  frame.narrow(widthOf(target), true).code.set(RESULT);
  subtractionFlags(frame);
  write(frame, target!, () => code.get(RESULT));
  return true;
}

function not(frame: Frame, [target]: readonly Operand[]): boolean {
  touch(frame, target, 'write');
  write(frame, target!, () => {
    read(frame, target!, false);
    frame.code.i64(-1n).op(W.I64_XOR);
  });
  return true;
}

/** Flags of the EXPLICIT kind: RESULT has been set, CARRY_RIGHT is 0 or 1, and `overflow` pushes an i64 0 or 1. */
function explicitFlags(frame: Frame, overflow: () => void): void {
  const { code } = frame;
  code.i64(0n).set(CARRY_LEFT);
  overflow();
  code.op(W.I32_WRAP_I64).i32(FLAG_KIND_OVERFLOW).op(W.I32_SHL).i32(FlagKind.EXPLICIT).op(W.I32_OR).set(KIND);
  frame.setFlags(FlagKind.EXPLICIT);
}

/** Shifts of 32 and 64 bits by a count in Y, which is not 0; the operand is in X: for shr as unsigned, else signed. */
function shiftBy(frame: Frame, mnemonic: 'shl' | 'shr' | 'sar', width: 32 | 64): void {
  const { code } = frame;
  const bits = BigInt(width);
  if (mnemonic === 'shl') {
    code.get(X).get(Y).op(W.I64_SHL);
    frame.narrow(width, true).code.set(RESULT);
    code.get(X).i64(bits).get(Y).op(W.I64_SUB, W.I64_SHR_U).i64(1n).op(W.I64_AND).set(CARRY_RIGHT);
    explicitFlags(frame, () => code.get(RESULT).i64(63n).op(W.I64_SHR_U).get(CARRY_RIGHT).op(W.I64_XOR));
    return;
  }
  const opcode = mnemonic === 'shr' ? W.I64_SHR_U : W.I64_SHR_S;
  code.get(X).get(Y).op(opcode);
  frame.narrow(width, true).code.set(RESULT);
  code.get(X).get(Y).i64(1n).op(W.I64_SUB, opcode).i64(1n).op(W.I64_AND).set(CARRY_RIGHT);
  explicitFlags(frame, () => {
    if (mnemonic === 'sar') code.i64(0n);
    else
      code
        .get(X)
        .i64(bits - 1n)
        .op(W.I64_SHR_U)
        .i64(1n)
        .op(W.I64_AND);
  });
}

function shift(mnemonic: 'shl' | 'shr' | 'sar'): Translate {
  return (frame, [target, by]) => {
    if (target?.kind !== 'register' || target.register.size < 32) return false;
    const { register } = target;
    const { code } = frame;
    const width = register.size as 32 | 64;
    const apply = (): void => {
      frame.read(register, mnemonic === 'sar');
      code.set(X);
      shiftBy(frame, mnemonic, width);
      code.get(RESULT);
      frame.write(register);
    };
    if (by?.kind === 'register') {
      // a count of zero changes nothing, so that what held before may hold after
      frame.holdFlags();
      frame.push(register.number).code.set(X);
      frame.read(by.register, false);
      code
        .i64(BigInt(width - 1))
        .op(W.I64_AND)
        .tee(Y)
        .i64(0n)
        .op(W.I64_NE)
        .if();
      apply();
      code.end();
      // the 32-bit form clears the upper half of its destination all the same
      if (width === 32) {
        frame.read(register, false);
        frame.write(register);
      }
      frame.forgetKind();
      return true;
    }
    const count = (by === undefined ? 1n : (by as ImmediateOperand).value) & BigInt(width - 1);
    if (count === 0n) {
      if (width === 32) write(frame, target, () => frame.read(register, false));
      return true;
    }
    code.i64(count).set(Y);
    apply();
    return true;
  };
}

function imul(frame: Frame, operands: readonly Operand[]): boolean {
  const [target, first] = operands;
  if (!first || target?.kind !== 'register' || target.register.size < 32) return false;
  const factor = operands.length === 2 ? target : operands[2]!;
  const width = target.register.size as 32 | 64;
  const { code } = frame;
  touch(frame, first, 'read');
  read(frame, first, true, width);
  code.set(X);
  read(frame, factor, true, width);
  code.set(Y);
  code.get(X).get(Y).op(W.I64_MUL);
  frame.narrow(width, true).code.set(RESULT);
  // CF and OF: the product is another number
  if (width === 32) code.get(X).get(Y).op(W.I64_MUL).get(RESULT);
  else code.get(X).get(Y).call(MULTIPLY_HIGH).get(RESULT).i64(63n).op(W.I64_SHR_S);
  code.op(W.I64_NE, W.I64_EXTEND_I32_U).set(CARRY_RIGHT);
  explicitFlags(frame, () => code.get(CARRY_RIGHT));
  write(frame, target, () => code.get(RESULT));
  return true;
}

function push(frame: Frame, [source]: readonly Operand[]): boolean {
  if (source?.kind !== 'immediate' && widthOf(source) !== 64) return false;
  const { code } = frame;
  touch(frame, source, 'read');
  read(frame, source!, true, 64);
  code.set(X);
  pushX(frame);
  return true;
}

/** Stores X below rsp and lowers it. */
export function pushX(frame: Frame): void {
  frame.near(RSP, -8);
  frame.check(64, 'write');
  frame.store(64, () => frame.code.get(X));
  frame.add(RSP, -8);
}

/** Leaves in X what rsp points to; rsp stays. */
export function peekX(frame: Frame): void {
  frame.near(RSP, 0);
  frame.check(64, 'read');
  frame.load(64, false);
  frame.code.set(X);
}

function pop(frame: Frame, [target]: readonly Operand[]): boolean {
  if (target?.kind !== 'register' || target.register.size !== 64) return false;
  peekX(frame);
  frame.add(RSP, 8);
  frame.code.get(X);
  frame.pop(target.register.number);
  return true;
}

function leave(frame: Frame): boolean {
  frame.near(RBP, 0);
  frame.check(64, 'read');
  frame.load(64, false);
  frame.code.set(X);
  frame.add(RBP, 8, RSP);
  frame.code.get(X);
  frame.pop(RBP);
  return true;
}

function setcc(frame: Frame, [target]: readonly Operand[], { form }: Instruction): boolean {
  touch(frame, target, 'write');
  condition(frame, form.condition!);
  frame.code.op(W.I64_EXTEND_I32_U).set(X);
  write(frame, target!, () => frame.code.get(X));
  return true;
}

/** The load happens, and the 32-bit form clears the upper half, whether it moves or not. */
function cmovcc(frame: Frame, [target, source]: readonly Operand[], { form }: Instruction): boolean {
  const { code } = frame;
  touch(frame, source, 'read');
  condition(frame, form.condition!);
  code.set(T);
  read(frame, source!, false);
  read(frame, target!, false);
  code.get(T).op(W.SELECT).set(X);
  write(frame, target!, () => code.get(X));
  return true;
}

/** From the lower bits of rax: into rax, or its sign into rdx. */
function convert(from: Width, to: Width, into: 'rax' | 'rdx'): Translate {
  return (frame) => {
    const { code } = frame;
    frame.push(0).narrow(from, true);
    if (into === 'rdx') code.i64(63n).op(W.I64_SHR_S);
    frame.narrow(to, false);
    frame.pop(into === 'rax' ? 0 : 2);
    return true;
  };
}

const nothing: Translate = () => true;

const TRANSLATIONS: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['mov', mov], ['movabs', mov], ['movzx', extend(false)], ['movsx', extend(true)], ['movsxd', extend(true)],
  ['lea', lea], ['push', push], ['pop', pop], ['leave', leave],
  ...(['add', 'sub', 'cmp', 'and', 'test', 'or', 'xor'] as const).map((name) => [name, binary(name)] as const),
  ['inc', step(FlagKind.INCREMENT)], ['dec', step(FlagKind.DECREMENT)], ['neg', neg], ['not', not],
  ...(['shl', 'shr', 'sar'] as const).map((name) => [name, shift(name)] as const), ['sal', shift('shl')],
  ['imul', imul], ['cwde', convert(16, 32, 'rax')], ['cdqe', convert(32, 64, 'rax')],
  ['cdq', convert(32, 32, 'rdx')], ['cqo', convert(64, 64, 'rdx')],
  ['nop', nothing], ['endbr64', nothing], ['pause', nothing],
]); // prettier-ignore

/** Whether the instruction has been translated; otherwise nothing has been written. */
export function translate(frame: Frame, instruction: Instruction): boolean {
  const { form, operands, prefixes } = instruction;
  if (prefixes.length > 0) return false;
  // the 16-bit relatives of stack instructions
  if (form.prefix === '66' && /^(push|pop|leave)/.test(form.mnemonic)) return false;
  for (const operand of operands) {
    if (operand.kind === 'memory' && !Frame.isPlain(operand)) return false;
    if (operand.kind === 'register' && operand.register.class !== 'gpr') return false;
  }
  if (form.condition !== undefined) {
    const translation = form.mnemonic.startsWith('set') ? setcc : cmovcc;
    return translation(frame, operands, instruction);
  }
  return TRANSLATIONS.get(form.mnemonic)?.(frame, operands, instruction) ?? false;
}
