/**
 * Stacks that get their memory when they touch it, as on Windows: a reservation of which the upper part is committed.
 *
 *   top        committed: may be read and written
 *   guard      PAGE bytes: an access commits them, and the guard moves down
 *   base       reserved: an access faults, for whoever skips the guard may be anywhere
 *   the layout's guard, which nothing commits
 *
 * What is committed stands in the machine's permissions and nowhere else.
 */

import { Fault, PAGE_SIZE, Permission, PERMISSIONS } from '../../../asm/abi.ts';
import { PAGE } from '../../elf/place.ts';
import type { Machine, MachineFault } from '../../machine/index.ts';
import type { StackRange } from './layout.ts';
import type { Process } from '../process.ts';
import { stackPermission } from './stack.ts';

/** Addresses where parts of a stack begin; each ends where the one above it begins. */
export interface StackParts {
  readonly guard: number;
  readonly committed: number;
}

/** Of a stack that is committed from the beginning, all is. */
export function partsOf({ bytes }: Machine, { base, top }: StackRange): StackParts {
  const permissions = PERMISSIONS - 1;
  let committed = top;
  while (committed > base && (bytes[permissions + committed / PAGE_SIZE]! & Permission.READ) !== 0)
    committed -= PAGE_SIZE;
  let guard = committed;
  while (guard > base && (bytes[permissions + guard / PAGE_SIZE]! & Permission.GUARD) !== 0)
    guard -= PAGE_SIZE;
  return { guard, committed };
}

/** Commits a stack of zeros from its top down to the page of an address, and that alone. */
export function commitDownTo(
  { machine, image }: Pick<Process, 'machine' | 'image'>,
  range: StackRange,
  address: number,
): void {
  const { base, top } = range;
  const { guard: lowestBefore } = partsOf(machine, range);
  machine.protect(lowestBefore, top - lowestBefore, Permission.ZERO);
  const lowest = Math.max(base, top - Math.ceil((top - address) / PAGE) * PAGE);
  machine.protect(lowest, top - lowest, stackPermission(image) | Permission.ZERO);
  setGuard(machine, range, lowest);
}

/** Commits the guard that an access by the thread of that stack has run into; false when it is none. */
export function commitGuard({ machine, layout, image }: Process, fault: MachineFault): boolean {
  const { kind } = fault;
  if (layout.mode !== 'commit' || (kind !== Fault.READ && kind !== Fault.WRITE)) return false;
  const address = Number(fault.address);
  const region = layout.regionOf(address);
  if (region?.kind !== 'stack' || !isGuard(machine, fault.address)) return false;
  const range = layout.stack(region.slot);
  const rsp = machine.getRegister('rsp');
  if (rsp < range.base || rsp > range.top) return false;
  const { guard, committed } = partsOf(machine, range);
  machine.protect(guard, committed - guard, stackPermission(image) | Permission.ZERO);
  setGuard(machine, range, guard);
  return true;
}

function isGuard(machine: Machine, address: bigint): boolean {
  return (machine.permissionAt(address) & Permission.GUARD) !== 0;
}

/** Whether the running thread may access a range so: as a processor would find it, or the kernel in its name. */
export function mayAccess(
  process: Process,
  address: bigint,
  size: number,
  permission: Permission.READ | Permission.WRITE,
): boolean {
  const { machine } = process;
  if (machine.allows(address, size, permission)) return true;
  const kind = permission === Permission.READ ? Fault.READ : Fault.WRITE;
  return (
    commitGuard(process, { kind, address, size, source: 0n }) && machine.allows(address, size, permission)
  );
}

/** The page below an address, as far as the stack goes. */
function setGuard(machine: Machine, { base }: StackRange, below: number): void {
  const guard = Math.max(base, below - PAGE);
  machine.protect(guard, below - guard, Permission.GUARD | Permission.ZERO);
}
