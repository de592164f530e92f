/** Registers as packets have them: in the order of `REGISTERS`, least significant byte first, `x` where unavailable. */

import type { Runtime } from '../runtime/index.ts';
import { REGISTERS, type Register } from './registers.ts';
import { hexOf } from './text.ts';
import { registersOf, setRegister } from './thread-registers.ts';

/** All of a thread's. */
export function readRegisters(runtime: Runtime, slot: number): string {
  const values = registersOf(runtime, slot);
  return REGISTERS.map((register) => textOfValue(register, values.get(register.name))).join('');
}

/** One of them; undefined when there is none of this number. */
export function readRegister(runtime: Runtime, slot: number, number: number): string | undefined {
  const register = REGISTERS[number];
  return register && textOfValue(register, registersOf(runtime, slot).get(register.name));
}

/** Changes one. Returns whether that was possible. */
export function writeRegister(runtime: Runtime, slot: number, number: number, bytes: Uint8Array): boolean {
  const register = REGISTERS[number];
  if (!register || bytes.length !== register.size) return false;
  return setRegister(runtime, slot, register.name, valueOf(bytes));
}

/** Changes those that are not what they were. Returns whether that was possible with all of them. */
export function writeRegisters(runtime: Runtime, slot: number, bytes: Uint8Array): boolean {
  const before = registersOf(runtime, slot);
  let at = 0;
  let isDone = true;
  for (const { name, size } of REGISTERS) {
    const part = bytes.subarray(at, at + size);
    at += size;
    const value = valueOf(part);
    if (part.length < size || !before.has(name) || before.get(name) === value) continue;
    isDone = setRegister(runtime, slot, name, value) && isDone;
  }
  return isDone && bytes.length <= at;
}

function textOfValue({ size }: Register, value: bigint | undefined): string {
  if (value === undefined) return 'xx'.repeat(size);
  const bytes = new Uint8Array(size);
  let rest = value;
  for (let at = 0; at < size; at++, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return hexOf(bytes);
}

function valueOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
