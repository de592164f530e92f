/** Which part of whose context an instruction is about to save or load. */

import { effectsOf, type Effects, type Instruction } from '../isa/index.ts';
import { GENERAL_REGISTERS } from '../machine/index.ts';
import type { Runtime } from '../runtime/index.ts';
import { instructionAt } from './code.ts';
import { placeOf } from './names.ts';

export interface ContextAccess {
  readonly kind: 'read' | 'write';
  readonly thread: number;
  /** `context.rsp`, `function`, ...; a wider access has one of these each. */
  readonly field: string;
  /** The bytes of the field that are accessed. */
  readonly address: bigint;
  readonly size: number;
}

/** What the instruction at an address would do to contexts with the registers as they are; empty for most. */
export function contextAccesses(runtime: Runtime, rip: bigint): ContextAccess[] {
  const instruction = instructionAt(runtime, rip);
  return instruction ? accessesOf(runtime, instruction).flatMap((access) => fieldsOf(runtime, access)) : [];
}

type MemoryOperand = NonNullable<Effects['memory']>;
/** Bytes that an instruction reads or writes. */
export type Access = Pick<ContextAccess, 'kind' | 'address' | 'size'>;

/** With the registers as they are; of a string instruction the operand that is written, once. */
export function accessesOf(runtime: Runtime, instruction: Instruction): Access[] {
  const { memory, loads, stores, bytes } = effectsOf(instruction);
  const accesses: Access[] = [];
  const { mnemonic } = instruction.form;
  const rsp = runtime.machine.getRegister('rsp');
  if (memory) {
    const address = addressOf(runtime, memory, instruction);
    if (loads) accesses.push({ kind: 'read', address, size: bytes });
    if (stores) accesses.push({ kind: 'write', address, size: bytes });
  }
  if (/^(?:push|call)/.test(mnemonic)) accesses.push({ kind: 'write', address: wrap(rsp - 8n), size: 8 });
  if (/^(?:pop|ret)/.test(mnemonic)) accesses.push({ kind: 'read', address: rsp, size: 8 });
  return accesses;
}

/** Where a memory operand lies, with the registers as they are. */
export function addressOf(
  { machine }: Runtime,
  { segment, base, index, scale, displacement }: MemoryOperand,
  { address, length }: Pick<Instruction, 'address' | 'length'>,
): bigint {
  const value = (register: MemoryOperand['base']): bigint => {
    if (!register) return 0n;
    if (register.class === 'rip') return address + BigInt(length);
    return machine.getRegister(GENERAL_REGISTERS[register.number]!);
  };
  const offset = value(base) + value(index) * BigInt(scale) + displacement;
  const from =
    segment?.name === 'fs' || segment?.name === 'gs' ? machine.getRegister(`${segment.name}_base`) : 0n;
  return wrap(from + BigInt.asUintN((base ?? index)?.size ?? 64, offset));
}

function wrap(address: bigint): bigint {
  return BigInt.asUintN(64, address);
}

function fieldsOf(runtime: Runtime, { kind, address, size }: Access): ContextAccess[] {
  const fields: ContextAccess[] = [];
  const end = address + BigInt(size);
  for (let at = address, next = at; at < end; at = next) {
    const word = (at / 8n + 1n) * 8n;
    next = word < end ? word : end;
    const place = placeOf(runtime, at);
    if (place.kind !== 'thread') continue;
    fields.push({ kind, thread: place.thread, field: place.field, address: at, size: Number(next - at) });
  }
  return fields;
}
