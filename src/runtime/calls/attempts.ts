/** What a blocking call comes to: an answer, or nothing yet. An attempt without an answer changes nothing. */

import { Permission } from '../../../asm/abi.ts';
import { now } from '../outside/clock.ts';
import { mayAccess } from '../stacks/commit.ts';
import { EAGAIN, EBADF, EDEADLK, EFAULT, EINVAL, ESRCH } from './errno.ts';
import {
  EPOLLIN,
  readableFrom,
  type Counter,
  type File,
  type Stdin,
  type Stream,
  type Timer,
} from '../outside/files.ts';
import type { Process } from '../process.ts';
import type { Answer, Wait } from '../threads/waits.ts';

type WaitOf<Kind extends Wait['kind']> = Extract<Wait, { kind: Kind }>;

/** What an eventfd counts up to. */
const MOST_COUNTED = 0xffff_ffff_ffff_fffen;
/** struct epoll_event, packed: u32 events, u64 data. */
export const EPOLL_EVENT_SIZE = 12;

/** @param caller the slot of the thread whose call it is */
export function attempt(process: Process, caller: number, wait: Wait): Answer | undefined {
  switch (wait.kind) {
    case 'sleep':
      return now(process) >= wait.until ? 0 : undefined;
    case 'park':
      return park(process, caller);
    case 'join':
      return join(process, caller, wait);
    case 'others':
      if (caller !== 0) return -EDEADLK;
      return process.threads.alive === 1 ? 0 : undefined;
    case 'read':
      return read(process, wait);
    case 'write':
      return addToCounter(process, wait);
    case 'epoll':
      return epollWait(process, wait);
  }
}

/** When an attempt may have an answer that it has not now, if nothing else happens; Infinity when it has none then either. */
export function timeOf({ files }: Process, wait: Wait): number {
  switch (wait.kind) {
    case 'sleep':
      return wait.until;
    case 'read':
      return readableFrom(files.get(wait.fd)!);
    case 'epoll':
      return Math.min(wait.until, files.earliest(wait.fd));
    default:
      return Infinity;
  }
}

function park({ waits }: Process, caller: number): Answer | undefined {
  if (!waits.hasPermit(caller)) return undefined;
  waits.setPermit(caller, false);
  return 0;
}

function join({ threads, waits }: Process, caller: number, { thread }: WaitOf<'join'>): Answer | undefined {
  if (thread >= threads.size) return -ESRCH;
  if (thread === caller) return -EDEADLK;
  if (threads.isAvailable(thread)) return threads.takeValue(thread) ?? -ESRCH;
  return waits.joinerOf(thread) === undefined ? undefined : -EINVAL;
}

function read(process: Process, { fd, address, size }: WaitOf<'read'>): Answer | undefined {
  const file = process.files.get(fd);
  if (!file || file.kind === 'output') return -EBADF;
  if (file.kind === 'epoll') return -EINVAL;
  if (file.kind !== 'stdin' && now(process) < readableFrom(file))
    return file.nonblocking ? -EAGAIN : undefined;
  const { bytes, after } = taken(process, file, size);
  if (!bytes) return -EINVAL;
  if (bytes.length === 0) return 0;
  const { machine } = process;
  if (!mayAccess(process, address, bytes.length, Permission.WRITE)) return -EFAULT;
  machine.write(Number(address), bytes);
  process.files.set(fd, after);
  return bytes.length;
}

interface Taken {
  /** Undefined when there is no room for what must be read as a whole. */
  readonly bytes: Uint8Array | undefined;
  /** What the file is when they have been read. */
  readonly after: File;
}

/** What a read of so many bytes gets of a file that is readable. */
function taken(process: Process, file: Stdin | Stream | Counter | Timer, size: bigint): Taken {
  if (file.kind !== 'eventfd' && file.kind !== 'timerfd') {
    const { position } = file;
    const bytes = file.kind === 'stdin' ? process.stdin() : file.bytes;
    const count = Math.min(Number(size), bytes.length - position);
    return {
      bytes: bytes.subarray(position, position + count),
      after: { ...file, position: position + count },
    };
  }
  const { count, after } = counted(process, file);
  return { bytes: size < 8n ? undefined : wordOf(count), after };
}

function counted(process: Process, file: Counter | Timer): { count: bigint; after: File } {
  if (file.kind === 'eventfd') {
    const count = file.isSemaphore ? 1n : file.count;
    return { count, after: { ...file, count: file.count - count } };
  }
  const { due, interval } = file;
  if (interval === 0) return { count: 1n, after: { ...file, due: Infinity } };
  const count = 1 + Math.floor((now(process) - due) / interval);
  return { count: BigInt(count), after: { ...file, due: due + count * interval } };
}

function addToCounter(process: Process, { fd, addend }: WaitOf<'write'>): Answer | undefined {
  const file = process.files.get(fd);
  if (file?.kind !== 'eventfd') return -EBADF;
  if (addend > MOST_COUNTED) return -EINVAL;
  const count = file.count + addend;
  if (count > MOST_COUNTED) return file.nonblocking ? -EAGAIN : undefined;
  const since = file.count === 0n ? now(process) : file.since;
  if (addend > 0n) process.files.set(fd, { ...file, count, since });
  return 8;
}

function epollWait(process: Process, { fd, address, most, until }: WaitOf<'epoll'>): Answer | undefined {
  const { files, machine } = process;
  if (files.get(fd)?.kind !== 'epoll') return -EBADF;
  const time = now(process);
  const ready = files.readable(fd, time, most);
  if (ready.length === 0) return time >= until ? 0 : undefined;
  if (!mayAccess(process, address, ready.length * EPOLL_EVENT_SIZE, Permission.WRITE)) return -EFAULT;
  const bytes = new DataView(new ArrayBuffer(ready.length * EPOLL_EVENT_SIZE));
  ready.forEach(({ data }, index) => {
    bytes.setUint32(index * EPOLL_EVENT_SIZE, EPOLLIN, true);
    bytes.setBigUint64(index * EPOLL_EVENT_SIZE + 4, data, true);
  });
  machine.write(Number(address), new Uint8Array(bytes.buffer));
  return ready.length;
}

/** 8 bytes, little-endian. */
export function wordOf(value: bigint): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt.asUintN(64, value), true);
  return new Uint8Array(bytes.buffer);
}
