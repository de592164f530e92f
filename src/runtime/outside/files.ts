/**
 * The outside world: files that become readable at a time. What comes in (standard input, sockets, the results of the
 * pool) is a stream, which is readable from a time on; a timer is readable when it is due, a counter when it is not 0.
 */

import { Agenda } from './agenda.ts';
import { EMFILE } from '../calls/errno.ts';
import { SlotSet } from '../threads/slot-set.ts';

/** Times are in nanoseconds of the virtual clock. */
interface Common {
  /** O_NONBLOCK: a read answers -EAGAIN where it would wait. */
  readonly nonblocking: boolean;
}

/** What the runtime has been given, and then its end. */
export interface Stdin extends Common {
  readonly kind: 'stdin';
  /** How many bytes have been read. */
  readonly position: number;
}

/** Bytes, and then its end. */
export interface Stream extends Common {
  readonly kind: 'socket' | 'work';
  readonly bytes: Uint8Array;
  /** How many have been read. */
  readonly position: number;
  readonly readableFrom: number;
}

/** Standard output and error. */
interface Output extends Common {
  readonly kind: 'output';
}

/** eventfd */
export interface Counter extends Common {
  readonly kind: 'eventfd';
  readonly count: bigint;
  /** A read takes 1, not all. */
  readonly isSemaphore: boolean;
  /** Since when it is not 0. */
  readonly since: number;
}

/** timerfd */
export interface Timer extends Common {
  readonly kind: 'timerfd';
  /** When it expires next, or has expired without being read; Infinity when it is not armed. */
  readonly due: number;
  /** 0 for one that expires once. */
  readonly interval: number;
}

/** epoll: the files that it watches are in `Files`. */
interface Epoll extends Common {
  readonly kind: 'epoll';
}

/** Immutable: a file that changes is replaced by another one of the same number. */
export type File = Stdin | Stream | Output | Counter | Timer | Epoll;

/** What an epoll watches a file for. */
export interface Interest {
  readonly events: number;
  /** Comes back with the event. */
  readonly data: bigint;
}

export const EPOLLIN = 1;

/** As many as a process may have open. */
const MOST_FILES = 65_536;

/** Plain data. */
export interface FilesSnapshot {
  readonly files: ReadonlyMap<number, File>;
  readonly interests: ReadonlyMap<number, ReadonlyMap<number, Interest>>;
}

/** From when on a read answers at once, as far as that is known. */
export function readableFrom(file: File): number {
  switch (file.kind) {
    case 'stdin':
      return 0;
    case 'socket':
    case 'work':
      return file.readableFrom;
    case 'timerfd':
      return file.due;
    case 'eventfd':
      return file.count > 0n ? file.since : Infinity;
    default:
      return Infinity;
  }
}

export class Files {
  readonly #files = new Map<number, File>();
  /** By epoll, then by watched file. */
  readonly #interests = new Map<number, Map<number, Interest>>();
  /** By epoll: when its files become readable. */
  readonly #agendas = new Map<number, Agenda>();
  /** By watched file: its epolls. */
  readonly #watchers = new Map<number, Set<number>>();
  /** What has happened to files since somebody has seen to those who wait for them. */
  readonly changed: number[] = [];
  #free: SlotSet | undefined;
  /** What it was when nothing had changed since; undefined when something has. */
  #snapshot: FilesSnapshot | undefined;

  constructor() {
    this.#files.set(0, { kind: 'stdin', position: 0, nonblocking: false });
    for (const fd of [1, 2]) this.#files.set(fd, { kind: 'output', nonblocking: false });
  }

  get(fd: number): File | undefined {
    return this.#files.get(fd);
  }

  /** The lowest number that is free, or -EMFILE. */
  open(file: File): number {
    const fd = this.#freeNumbers().firstFrom(0);
    if (fd === -1) return -EMFILE;
    this.#freeNumbers().delete(fd);
    this.set(fd, file);
    if (file.kind === 'epoll') {
      this.#interests.set(fd, new Map());
      this.#agendas.set(fd, new Agenda());
    }
    return fd;
  }

  /** Replaces a file, or adds it. */
  set(fd: number, file: File): void {
    this.#change(fd);
    this.#files.set(fd, file);
    for (const epoll of this.watchersOf(fd)) this.#arm(epoll, fd);
  }

  close(fd: number): void {
    this.#freeNumbers().add(fd);
    this.#change(fd);
    for (const epoll of this.watchersOf(fd)) this.unwatch(epoll, fd);
    for (const watched of this.#interests.get(fd)?.keys() ?? []) this.#watchers.get(watched)!.delete(fd);
    this.#interests.delete(fd);
    this.#agendas.delete(fd);
    this.#files.delete(fd);
  }

  /** The epolls that watch a file. */
  watchersOf(fd: number): Iterable<number> {
    return this.#watchers.get(fd) ?? [];
  }

  isWatched(epoll: number, fd: number): boolean {
    return this.#interests.get(epoll)!.has(fd);
  }

  watch(epoll: number, fd: number, interest: Interest): void {
    this.#change(epoll);
    this.#interests.get(epoll)!.set(fd, interest);
    this.#index(epoll, fd);
  }

  unwatch(epoll: number, fd: number): void {
    this.#change(epoll);
    this.#interests.get(epoll)!.delete(fd);
    this.#agendas.get(epoll)!.delete(fd);
    this.#watchers.get(fd)!.delete(epoll);
  }

  /** When the first of an epoll's files becomes readable. */
  earliest(epoll: number): number {
    return this.#agendas.get(epoll)!.first?.time ?? Infinity;
  }

  /** What an epoll has to say, the file first that is readable for the longest time. */
  readable(epoll: number, now: number, most: number): readonly Interest[] {
    const interests = this.#interests.get(epoll)!;
    const due = this.#agendas.get(epoll)!.due(now, most);
    return due.map((fd) => interests.get(fd)!);
  }

  snapshot(): FilesSnapshot {
    this.#snapshot ??= {
      files: new Map(this.#files),
      interests: new Map([...this.#interests].map(([epoll, watched]) => [epoll, new Map(watched)])),
    };
    return this.#snapshot;
  }

  restore(snapshot: FilesSnapshot): void {
    if (this.#snapshot === snapshot) return;
    for (const index of [this.#files, this.#interests, this.#agendas, this.#watchers]) index.clear();
    this.#free = undefined;
    for (const [fd, file] of snapshot.files) this.#files.set(fd, file);
    for (const [epoll, watched] of snapshot.interests) {
      this.#interests.set(epoll, new Map(watched));
      this.#agendas.set(epoll, new Agenda());
      for (const fd of watched.keys()) this.#index(epoll, fd);
    }
    this.#snapshot = snapshot;
  }

  #change(fd: number): void {
    this.#snapshot = undefined;
    this.changed.push(fd);
  }

  #index(epoll: number, fd: number): void {
    const watchers = this.#watchers.get(fd) ?? new Set();
    this.#watchers.set(fd, watchers.add(epoll));
    this.#arm(epoll, fd);
  }

  #arm(epoll: number, fd: number): void {
    const isWanted = (this.#interests.get(epoll)!.get(fd)!.events & EPOLLIN) !== 0;
    this.#agendas.get(epoll)!.set(fd, isWanted ? readableFrom(this.#files.get(fd)!) : Infinity);
  }

  /** Made when the first file is opened or closed. */
  #freeNumbers(): SlotSet {
    if (this.#free) return this.#free;
    const free = new SlotSet(MOST_FILES);
    for (let fd = 0; fd < MOST_FILES; fd++) if (!this.#files.has(fd)) free.add(fd);
    this.#free = free;
    return free;
  }
}
