/** Calls about files: standard input and output, sockets, the pool of workers, timers, counters, and what watches them. */

import { Permission } from '../../../asm/abi.ts';
import { EPOLL_EVENT_SIZE, wordOf } from './attempts.ts';
import { later, MILLISECOND, now } from '../outside/clock.ts';
import { mayAccess } from '../stacks/commit.ts';
import { EBADF, EEXIST, EFAULT, EINVAL, ENOENT, EPERM } from './errno.ts';
import { EPOLLIN, type File, type Interest } from '../outside/files.ts';
import type { Process } from '../process.ts';
import { isClock, readTimespec, TIMESPEC_SIZE, writeTimespec } from './time-calls.ts';
import type { Wait } from '../threads/waits.ts';

const O_WRONLY = 1;
const O_RDWR = 2;
const O_NONBLOCK = 0x800n;
const O_CLOEXEC = 0x80000n;

/** How many blocking jobs the pool does at a time. */
export const WORKERS = 4;

/** The file of a register. */
function fdOf({ machine }: Process, register: 'rdi' | 'rdx'): number {
  return Number(machine.getRegister(register) & 0xffff_ffffn);
}

/** read(fd, bytes, count) */
export function read(process: Process): Wait {
  const { machine } = process;
  const address = machine.getRegister('rsi');
  return { kind: 'read', fd: fdOf(process, 'rdi'), address, size: machine.getRegister('rdx') };
}

/** write(fd, bytes, count): nothing is written unless all of it can be read. To an eventfd, 8 bytes that are added. */
export function write(process: Process): number | Wait {
  const { machine, files } = process;
  const fd = fdOf(process, 'rdi');
  const address = machine.getRegister('rsi');
  const count = machine.getRegister('rdx');
  if (files.get(fd)?.kind !== 'eventfd') return writeBytes(process, address, count);
  if (count < 8n) return -EINVAL;
  if (!mayAccess(process, address, 8, Permission.READ)) return -EFAULT;
  return { kind: 'write', fd, addend: machine.readU64(Number(address)) };
}

/** As on Linux, so many buffers at most. */
const MOST_BUFFERS = 1024n;

/** writev(fd, buffers, count): each is a pointer and a size, 8 bytes each. Ends at the first that cannot be read. */
export function writev(process: Process): number {
  const { machine } = process;
  const buffers = machine.getRegister('rsi');
  const count = machine.getRegister('rdx');
  if (count > MOST_BUFFERS) return -EINVAL;
  if (!mayAccess(process, buffers, Number(count) * 16, Permission.READ)) return -EFAULT;
  let total = 0;
  for (let at = Number(buffers); at < Number(buffers) + Number(count) * 16; at += 16) {
    const written = writeBytes(process, machine.readU64(at), machine.readU64(at + 8));
    if (written < 0) return total || written;
    total += written;
  }
  return total;
}

/** To the file of rdi. */
function writeBytes(process: Process, address: bigint, count: bigint): number {
  const { machine, files } = process;
  const fd = fdOf(process, 'rdi');
  const file = files.get(fd);
  if (file?.kind !== 'output') return file?.kind === 'timerfd' || file?.kind === 'epoll' ? -EINVAL : -EBADF;
  if (count > BigInt(machine.size) || !mayAccess(process, address, Number(count), Permission.READ))
    return -EFAULT;
  if (count === 0n) return 0;
  const bytes = machine.read(Number(address), Number(count));
  process.events?.wrote(process, fd, bytes);
  process.output.write(fd, bytes);
  return bytes.length;
}

/** close(fd) */
export function close(process: Process): number {
  const fd = fdOf(process, 'rdi');
  if (!process.files.get(fd)) return -EBADF;
  process.files.close(fd);
  return 0;
}

const F_GETFD = 1;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;

/** fcntl(fd, command, flags): there is nothing to execute that could inherit files, so FD_CLOEXEC says nothing. */
export function fcntl(process: Process): number {
  const fd = fdOf(process, 'rdi');
  const file = process.files.get(fd);
  if (!file) return -EBADF;
  switch (Number(process.machine.getRegister('rsi') & 0xffff_ffffn)) {
    case F_GETFD:
    case F_SETFD:
      return 0;
    case F_GETFL:
      return modeOf(file) | (file.nonblocking ? Number(O_NONBLOCK) : 0);
    case F_SETFL:
      process.files.set(fd, {
        ...file,
        nonblocking: (process.machine.getRegister('rdx') & O_NONBLOCK) !== 0n,
      });
      return 0;
    default:
      return -EINVAL;
  }
}

function modeOf({ kind }: File): number {
  if (kind === 'output') return O_WRONLY;
  return kind === 'stdin' || kind === 'work' ? 0 : O_RDWR;
}

/** socket(delay in ms, integer): an answer of 8 bytes that takes its time. */
export function socket(process: Process): number {
  const { machine } = process;
  const delay = millisecondsOf(machine.getRegister('rdi'));
  if (delay < 0) return delay;
  return openStream(process, 'socket', later(now(process), delay), machine.getRegister('rsi'));
}

/** work(how long it takes in ms, its result): a job for the pool. The worker does it that is free first. */
export function work(process: Process): number {
  const { machine, pool } = process;
  const takes = millisecondsOf(machine.getRegister('rdi'));
  if (takes < 0) return takes;
  const worker = pool.indexOf(Math.min(...pool));
  const done = later(Math.max(now(process), pool[worker]!), takes);
  const fd = openStream(process, 'work', done, machine.getRegister('rsi'));
  if (fd >= 0) process.pool = pool.with(worker, done);
  return fd;
}

function openStream(process: Process, kind: 'socket' | 'work', from: number, value: bigint): number {
  const bytes = wordOf(value);
  return process.files.open({ kind, bytes, position: 0, readableFrom: from, nonblocking: false });
}

/** In nanoseconds; a time cannot be negative. */
function millisecondsOf(register: bigint): number {
  const milliseconds = Number(BigInt.asIntN(64, register));
  return milliseconds < 0 ? -EINVAL : milliseconds * MILLISECOND;
}

const EFD_SEMAPHORE = 1n;

/** eventfd2(count, flags) */
export function eventfd(process: Process): number {
  const { machine, files } = process;
  const flags = machine.getRegister('rsi') & 0xffff_ffffn;
  if (flags & ~(O_NONBLOCK | O_CLOEXEC | EFD_SEMAPHORE)) return -EINVAL;
  return files.open({
    kind: 'eventfd',
    count: machine.getRegister('rdi') & 0xffff_ffffn,
    isSemaphore: (flags & EFD_SEMAPHORE) !== 0n,
    since: now(process),
    nonblocking: (flags & O_NONBLOCK) !== 0n,
  });
}

/** timerfd_create(clock, flags) */
export function timerfdCreate({ machine, files }: Process): number {
  const flags = machine.getRegister('rsi') & 0xffff_ffffn;
  if (!isClock(machine.getRegister('rdi') & 0xffff_ffffn) || flags & ~(O_NONBLOCK | O_CLOEXEC))
    return -EINVAL;
  const nonblocking = (flags & O_NONBLOCK) !== 0n;
  return files.open({ kind: 'timerfd', due: Infinity, interval: 0, nonblocking });
}

const TFD_TIMER_ABSTIME = 1n;

/** timerfd_settime(fd, flags, new, old): struct itimerspec is the interval and the first expiration, timespecs both. */
export function timerfdSettime(process: Process): number {
  const { machine, files } = process;
  const fd = fdOf(process, 'rdi');
  const file = files.get(fd);
  if (!file) return -EBADF;
  const flags = machine.getRegister('rsi') & 0xffff_ffffn;
  if (file.kind !== 'timerfd' || flags & ~TFD_TIMER_ABSTIME) return -EINVAL;
  const address = machine.getRegister('rdx');
  const interval = readTimespec(process, address);
  const first = readTimespec(process, address + BigInt(TIMESPEC_SIZE));
  if (interval < 0 || first < 0) return Math.min(interval, first) === -EFAULT ? -EFAULT : -EINVAL;
  const old = machine.getRegister('r10');
  const time = now(process);
  if (old !== 0n) {
    if (!mayAccess(process, old, 2 * TIMESPEC_SIZE, Permission.WRITE)) return -EFAULT;
    writeTimespec(process, Number(old), file.interval);
    const left = file.due === Infinity ? 0 : Math.max(1, file.due - time);
    writeTimespec(process, Number(old) + TIMESPEC_SIZE, left);
  }
  const due = flags & TFD_TIMER_ABSTIME ? first : later(time, first);
  files.set(fd, { ...file, interval, due: first === 0 ? Infinity : due });
  return 0;
}

/** epoll_create1(flags) */
export function epollCreate({ machine, files }: Process): number {
  const flags = machine.getRegister('rdi') & 0xffff_ffffn;
  return flags & ~O_CLOEXEC ? -EINVAL : files.open({ kind: 'epoll', nonblocking: false });
}

const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
/** Errors and ends make a file readable: they are reported as that, or not at all. */
const KNOWN_EVENTS = EPOLLIN | 0x8 | 0x10 | 0x2000;

/** epoll_ctl(epoll, operation, fd, event): EPOLLIN, level-triggered. */
export function epollCtl(process: Process): number {
  const { machine, files } = process;
  const epoll = fdOf(process, 'rdi');
  const fd = fdOf(process, 'rdx');
  const file = files.get(fd);
  if (!file || !files.get(epoll)) return -EBADF;
  if (files.get(epoll)!.kind !== 'epoll' || file.kind === 'epoll') return -EINVAL;
  if (file.kind === 'output') return -EPERM;
  const operation = Number(machine.getRegister('rsi') & 0xffff_ffffn);
  const interest = operation === EPOLL_CTL_DEL ? undefined : interestOf(process);
  if (typeof interest === 'number') return interest;
  const isWatched = files.isWatched(epoll, fd);
  if (operation === EPOLL_CTL_ADD && isWatched) return -EEXIST;
  if (operation !== EPOLL_CTL_ADD && !isWatched) return -ENOENT;
  if (interest) files.watch(epoll, fd, interest);
  else files.unwatch(epoll, fd);
  return 0;
}

function interestOf(process: Process): Interest | number {
  const { machine } = process;
  const operation = Number(machine.getRegister('rsi') & 0xffff_ffffn);
  if (operation !== EPOLL_CTL_ADD && operation !== EPOLL_CTL_MOD) return -EINVAL;
  const address = machine.getRegister('r10');
  if (!mayAccess(process, address, EPOLL_EVENT_SIZE, Permission.READ)) return -EFAULT;
  const events = machine.view.getUint32(Number(address), true);
  if (events & ~KNOWN_EVENTS) return -EINVAL;
  return { events, data: machine.readU64(Number(address) + 4) };
}

/** epoll_wait(epoll, events, how many at most, timeout in ms) */
export function epollWait(process: Process): number | Wait {
  const { machine, files } = process;
  const fd = fdOf(process, 'rdi');
  const file = files.get(fd);
  if (!file) return -EBADF;
  const most = Number(BigInt.asIntN(32, machine.getRegister('rdx')));
  if (file.kind !== 'epoll' || most <= 0) return -EINVAL;
  const timeout = Number(BigInt.asIntN(32, machine.getRegister('r10')));
  const until = timeout < 0 ? Infinity : later(now(process), timeout * MILLISECOND);
  return { kind: 'epoll', fd, address: machine.getRegister('rsi'), most, until };
}
