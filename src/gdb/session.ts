/** What GDB's requests mean: answers, from a program that a debugger goes along. */

import type { Debugger } from '../debugger/index.ts';
import type { Runtime } from '../runtime/index.ts';
import { LARGEST_PAYLOAD } from './framing.ts';
import { readMemory, writeMemory } from './memory.ts';
import { GdbPoints } from './points.ts';
import { ProgramFile } from './program-file.ts';
import { TARGET_XML } from './registers.ts';
import type { Document, Range, Request, ThreadSelector } from './request.ts';
import { SIGNALS, stopReply, threadId, type Dialect, type Stopped } from './stop-reply.ts';
import { hexOf, hexOfText, textOf } from './text.ts';
import { readRegister, readRegisters, writeRegister, writeRegisters } from './register-bytes.ts';
import { liveThread } from './thread-registers.ts';
import { Threads } from './threads.ts';
import { Traveller, type Travel } from './travel.ts';

export interface SessionOptions {
  readonly debugger: Debugger;
  /** What GDB is to call the program's file: an absolute path, at which nothing needs to be. */
  readonly path: string;
  /** That file: an ELF executable. */
  readonly file: () => Uint8Array;
  /** What `monitor COMMAND` prints. */
  readonly monitor: (command: string, target: Debugger) => string;
}

/** What a request leads to: an answer, or a journey at whose end there is one. */
export type Answer =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'travel'; readonly travel: Travel }
  /** The client goes, with an answer or without; `ends` when the session is to end too. */
  | { readonly kind: 'goodbye'; readonly text: string | undefined; readonly ends: boolean };

/** Errors as Linux numbers them. */
const ENOENT = reply('E02');
const ESRCH = reply('E03');
const EFAULT = reply('E0e');
const EINVAL = reply('E16');
const ENOSPC = reply('E1c');
const OK = reply('OK');
/** For what nobody here knows. */
export const UNKNOWN = reply('');
/** For what is longer than it may be (E2BIG). */
export const TOO_LONG = reply('E07');

const FEATURES = [
  `PacketSize=${LARGEST_PAYLOAD.toString(16)}`,
  'QStartNoAckMode+',
  'multiprocess+',
  'swbreak+',
  'hwbreak+',
  'vContSupported+',
  'ReverseStep+',
  'ReverseContinue+',
  'qXfer:features:read+',
  'qXfer:threads:read+',
  'qXfer:exec-file:read+',
].join(';');

/** Of the documents and lists that GDB reads in parts. */
const LARGEST_PART = LARGEST_PAYLOAD / 2;

export class Session {
  readonly #debugger: Debugger;
  readonly #monitor: SessionOptions['monitor'];
  readonly #file: ProgramFile;
  readonly #points: GdbPoints;
  readonly #threads: Threads;
  readonly #traveller: Traveller;
  #dialect: Dialect = { multiprocess: false, swbreak: false };
  /** What `?` answers. */
  #stop: Stopped;
  /** The threads that Hg and Hc have selected, by slot. */
  #look = 0;
  #run: ThreadSelector = 'any';
  /** The latest that was asked for. */
  #document: { readonly name: Document; readonly bytes: Buffer } | undefined;

  constructor({ debugger: target, path, file, monitor }: SessionOptions) {
    this.#debugger = target;
    this.#monitor = monitor;
    this.#file = new ProgramFile(path, file);
    this.#points = new GdbPoints(target);
    this.#threads = new Threads(target.runtime);
    this.#traveller = new Traveller(target, this.#points, this.#threads);
    this.#stop = this.#traveller.here(SIGNALS.SIGTRAP);
  }

  /** A client has come. The program is where the one before has left it, or at its end. */
  begin(): void {
    this.#dialect = { multiprocess: false, swbreak: false };
    this.#run = 'any';
    this.#look = liveThread(this.#debugger.runtime);
    if (this.#stop.kind !== 'stopped') this.#stop = this.#traveller.here(SIGNALS.SIGTRAP, { kind: 'end' });
  }

  /** The client is gone: nothing of it is left but what it has changed in the program, and where that is. */
  end(): void {
    this.#points.removeAll();
  }

  /** A journey is over. */
  arrived(stop: Stopped): string {
    this.#stop = stop;
    if (stop.kind === 'stopped') this.#look = stop.slot;
    return stopReply(stop, (slot) => this.#threads.number(slot), this.#dialect);
  }

  /** A journey was given up where it is. */
  interrupted(): string {
    return this.arrived(this.#traveller.here(SIGNALS.SIGINT));
  }

  answer(request: Request): Answer {
    switch (request.kind) {
      case 'supported':
        this.#dialect = {
          multiprocess: request.features.includes('multiprocess+'),
          swbreak: request.features.includes('swbreak+'),
        };
        return reply(FEATURES);
      case 'no acknowledgements':
      case 'symbols':
        return OK;
      case 'stop reason':
        return reply(this.arrived(this.#stop));
      case 'attached':
        return reply('1');
      case 'select':
        return this.#select(request.purpose, request.thread);
      case 'selected':
        return reply(`QC${this.#id(this.#threads.number(this.#look))}`);
      case 'is alive':
        return this.#threads.slot(request.thread) === undefined ? ESRCH : OK;
      case 'threads':
        return reply(request.first ? this.#threadList() : 'l');
      case 'document':
        return this.#part(request.document, request.annex, request.range);
      case 'read registers':
        return reply(readRegisters(this.#runtime, this.#look));
      case 'write registers':
        return this.#edit(() => writeRegisters(this.#runtime, this.#look, request.bytes)) ? OK : EINVAL;
      case 'read register':
        return answerTo(readRegister(this.#runtime, this.#look, request.register));
      case 'write register': {
        const { register, bytes } = request;
        return this.#edit(() => writeRegister(this.#runtime, this.#look, register, bytes)) ? OK : EINVAL;
      }
      case 'read memory': {
        const bytes = readMemory(
          this.#runtime.machine,
          request.address,
          Math.min(request.length, LARGEST_PART),
        );
        return bytes ? reply(hexOf(bytes)) : EFAULT;
      }
      case 'write memory':
        if (request.bytes.length === 0) return OK;
        return this.#edit(() => writeMemory(this.#runtime.machine, request.address, request.bytes))
          ? OK
          : EFAULT;
      case 'insert':
        return this.#points.insert(request) ? OK : ENOSPC;
      case 'remove':
        this.#points.remove(request);
        return OK;
      case 'actions':
        return reply('vCont;c;C;s;S;r');
      case 'resume':
        return journey(this.#traveller.resume(request.actions));
      case 'resume selected':
        return journey(this.#traveller.resume([{ ...request.action, thread: this.#run }]));
      case 'reverse':
        return journey(this.#traveller.reverse(request.step));
      case 'detach':
        return { kind: 'goodbye', text: 'OK', ends: false };
      case 'kill':
        return { kind: 'goodbye', text: request.answered ? 'OK' : undefined, ends: true };
      case 'monitor':
        return reply(hexOfText(this.#monitor(request.command.trim(), this.#debugger)) || 'OK');
      case 'file system':
        return reply('F0');
      case 'open':
        return reply(this.#file.open(request.path, request.flags));
      case 'read file':
        return reply(this.#file.read(request.file, request.range));
      case 'file status':
        return reply(this.#file.status(request.file));
      case 'close':
        return reply(this.#file.close(request.file));
      case 'malformed':
        return EINVAL;
    }
  }

  get #runtime(): Runtime {
    return this.#debugger.runtime;
  }

  #id(number: number): string {
    return threadId(number, this.#dialect);
  }

  #select(purpose: 'look' | 'run', thread: ThreadSelector): Answer {
    const slot = this.#threads.slot(thread);
    if (slot === undefined) return ESRCH;
    if (purpose === 'run') this.#run = thread;
    else this.#look = slot;
    return OK;
  }

  #threadList(): string {
    return `m${Array.from(this.#threads.alive.keys(), (number) => this.#id(number)).join(',')}`;
  }

  #part(document: Document, annex: string, { offset, length }: Range): Answer {
    if (document === 'features' && annex !== 'target.xml') return ENOENT;
    // what is read on was made for the first part
    if (offset === 0 || this.#document?.name !== document)
      this.#document = { name: document, bytes: Buffer.from(this.#make(document), 'utf8') };
    const { bytes } = this.#document;
    const part = bytes.subarray(offset, offset + Math.min(length, LARGEST_PART));
    return reply((offset + part.length < bytes.length ? 'm' : 'l') + textOf(part));
  }

  #make(document: Document): string {
    switch (document) {
      case 'features':
        return TARGET_XML;
      case 'threads':
        return this.#threads.document((number) => this.#id(number));
      case 'exec-file':
        return this.#file.path;
    }
  }

  /** Changes something, if it can be, at this moment of the history. */
  #edit(change: () => boolean): boolean {
    let isDone = false;
    this.#debugger.edit(() => (isDone = change()));
    return isDone;
  }
}

function answerTo(text: string | undefined): Answer {
  return text === undefined ? EINVAL : reply(text);
}

function journey(travel: Travel | undefined): Answer {
  return travel ? { kind: 'travel', travel } : ESRCH;
}

function reply(text: string): Answer & { kind: 'reply' } {
  return { kind: 'reply', text };
}
