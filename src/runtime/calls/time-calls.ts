/** Calls about time, all of it virtual. */

import { Permission } from '../../../asm/abi.ts';
import { later, MAX_TIME, now, SECOND } from '../outside/clock.ts';
import { mayAccess } from '../stacks/commit.ts';
import { EFAULT, EINVAL } from './errno.ts';
import type { Process } from '../process.ts';
import type { Wait } from '../threads/waits.ts';

const CLOCK_REALTIME = 0n;
const CLOCK_MONOTONIC = 1n;

/** struct timespec: i64 seconds, i64 nanoseconds. */
export const TIMESPEC_SIZE = 16;

/** nanosleep(time, remainder): nothing cuts a sleep short, and nothing is written to the remainder. */
export function nanosleep(process: Process): number | Wait {
  const time = readTimespec(process, process.machine.getRegister('rdi'));
  return time < 0 ? time : { kind: 'sleep', until: later(now(process), time) };
}

/** clock_gettime(clock, time): both clocks begin with the program. */
export function clockGettime(process: Process): number {
  const { machine } = process;
  const clock = machine.getRegister('rdi') & 0xffff_ffffn;
  if (!isClock(clock)) return -EINVAL;
  const address = machine.getRegister('rsi');
  if (!mayAccess(process, address, TIMESPEC_SIZE, Permission.WRITE)) return -EFAULT;
  writeTimespec(process, Number(address), now(process));
  return 0;
}

export function isClock(clock: bigint): boolean {
  return clock === CLOCK_REALTIME || clock === CLOCK_MONOTONIC;
}

/** In nanoseconds, or a negative error number. */
export function readTimespec(process: Process, address: bigint): number {
  const { machine } = process;
  if (!mayAccess(process, address, TIMESPEC_SIZE, Permission.READ)) return -EFAULT;
  const seconds = BigInt.asIntN(64, machine.readU64(Number(address)));
  const nanoseconds = BigInt.asIntN(64, machine.readU64(Number(address) + 8));
  if (seconds < 0n || nanoseconds < 0n || nanoseconds >= BigInt(SECOND)) return -EINVAL;
  return Math.min(MAX_TIME, Number(seconds) * SECOND + Number(nanoseconds));
}

export function writeTimespec({ machine }: Process, address: number, time: number): void {
  const seconds = Math.floor(time / SECOND);
  machine.writeU64(address, BigInt(seconds));
  machine.writeU64(address + 8, BigInt(time - seconds * SECOND));
}
