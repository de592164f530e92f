/** brk, mmap, mprotect, munmap: what they answer, with errors as Linux numbers them. */

import { Permission } from '../../../asm/abi.ts';
import { PAGE } from '../../elf/place.ts';
import { EBADF, EINVAL, ENOMEM } from './errno.ts';
import { roundUp } from '../heap.ts';
import type { Process } from '../process.ts';

const MAP_FIXED = 0x10n;
const MAP_ANONYMOUS = 0x20n;

/** brk(address) */
export function brk({ machine, heap }: Process): number {
  return heap.moveBreak(Number(machine.getRegister('rdi')));
}

/** mmap(address, size, protection, flags): memory, not files. Where is up to the kernel unless it is fixed. */
export function mmap({ machine, heap }: Process): number {
  const hint = Number(machine.getRegister('rdi'));
  const size = roundUp(Number(machine.getRegister('rsi')));
  const flags = machine.getRegister('r10');
  if (!(flags & MAP_ANONYMOUS)) return -EBADF;
  if (size === 0 || (flags & MAP_FIXED && hint % PAGE !== 0)) return -EINVAL;
  const address = flags & MAP_FIXED ? hint : heap.findFree(size);
  if (address === undefined || !heap.isOurs(address, size)) return -ENOMEM;
  heap.map(address, size, permissionOf(machine.getRegister('rdx')));
  return address;
}

/** mprotect(address, size, protection) */
export function mprotect({ machine, heap }: Process): number {
  const address = Number(machine.getRegister('rdi'));
  const size = roundUp(Number(machine.getRegister('rsi')));
  if (address % PAGE !== 0) return -EINVAL;
  const isDone =
    heap.isOurs(address, size) && heap.protect(address, size, permissionOf(machine.getRegister('rdx')));
  return isDone ? 0 : -ENOMEM;
}

/** munmap(address, size) */
export function munmap({ machine, heap }: Process): number {
  const address = Number(machine.getRegister('rdi'));
  const size = roundUp(Number(machine.getRegister('rsi')));
  if (address % PAGE !== 0 || size === 0 || !heap.isOurs(address, size)) return -EINVAL;
  heap.unmap(address, size);
  return 0;
}

/** PROT_READ, PROT_WRITE and PROT_EXEC are our bits; a processor cannot give others without reading. */
function permissionOf(protection: bigint): number {
  const bits = Number(protection & 7n);
  return bits === 0 ? Permission.GUARD : bits | Permission.READ;
}
