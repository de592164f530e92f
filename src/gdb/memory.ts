/** The guest's memory, as far as the program has it. */

import { PAGE_SIZE, Permission } from '../../asm/abi.ts';
import type { Machine } from '../machine/index.ts';

/** As many bytes as there are in a row, of those asked for; undefined when there is not even one. */
export function readMemory(machine: Machine, address: bigint, length: number): Uint8Array | undefined {
  if (length === 0) return new Uint8Array();
  const end = endOfMapped(machine, address, address + BigInt(length));
  return end > address ? machine.read(Number(address), Number(end - address)) : undefined;
}

/** All of them or none, whatever the program itself may do there. Returns whether they could be written. */
export function writeMemory(machine: Machine, address: bigint, bytes: Uint8Array): boolean {
  const end = address + BigInt(bytes.length);
  if (endOfMapped(machine, address, end) !== end) return false;
  machine.write(Number(address), bytes);
  return true;
}

/** Where the first page begins, of those between two addresses, that the program does not have. */
function endOfMapped(machine: Machine, address: bigint, end: bigint): bigint {
  const page = BigInt(PAGE_SIZE);
  let at = address;
  while (at < end && (machine.permissionAt(at) & MAPPED) !== 0) at = (at / page + 1n) * page;
  return at < end ? at : end;
}

const MAPPED = Permission.READ | Permission.WRITE | Permission.EXECUTE;
