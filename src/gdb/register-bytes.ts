/** Registers as packets have them: in the order of `REGISTERS`, least significant byte first, `x` where unavailable. */

import type { Runtime } from '../runtime/index.ts';
import { REGISTERS, type Register } from './registers.ts';
import { hexOf } from './text.ts';
import { canSet, registersOf, setRegister } from './thread-registers.ts';

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
  const value = valueOf(bytes);
  if (!canSet(runtime, slot, register.name, value)) return false;
  setRegister(runtime, slot, register.name, value);
  return true;
}

/** Changes those that are not what they were, if that is possible with all of them; returns whether it was. */
export function writeRegisters(runtime: Runtime, slot: number, bytes: Uint8Array): boolean {
  const before = registersOf(runtime, slot);
  let at = 0;
  const changes = REGISTERS.flatMap(({ name, size }) => {
    const part = bytes.subarray(at, at + size);
    at += size;
    const value = valueOf(part);
    return part.length < size || !before.has(name) || before.get(name) === value ? [] : [{ name, value }];
  });
  if (bytes.length > at || !changes.every(({ name, value }) => canSet(runtime, slot, name, value)))
    return false;
  for (const { name, value } of changes) setRegister(runtime, slot, name, value);
  return true;
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
