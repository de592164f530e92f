/** What GDB asks for. Its packets are text (appendix E of its manual); here they become data. */

import { bytesOf, bytesOfHex, count, number, textOfHex } from './text.ts';

/** Of a thread, by the number that GDB has for it. */
export type ThreadSelector = number | 'all' | 'any';

/** Part of a document, or of a file. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

const DOCUMENTS = ['features', 'threads', 'exec-file'] as const;
export type Document = (typeof DOCUMENTS)[number];

/** What a thread is to do: go on, execute one instruction, or execute while rip is in a range. */
export type Action =
  | { readonly kind: 'continue' | 'step'; readonly signal: number }
  | { readonly kind: 'range'; readonly start: bigint; readonly end: bigint; readonly signal: 0 };

/** The first one that names a thread counts for it; a thread that none names stays where it is. */
export type ThreadAction = Action & { readonly thread: ThreadSelector };

export type PointKind = 'breakpoint' | 'write' | 'read' | 'access';

export type Request =
  | { readonly kind: 'supported'; readonly features: readonly string[] }
  | { readonly kind: 'no acknowledgements' }
  | { readonly kind: 'stop reason' }
  | { readonly kind: 'attached' }
  | { readonly kind: 'symbols' }
  | { readonly kind: 'select'; readonly purpose: 'look' | 'run'; readonly thread: ThreadSelector }
  | { readonly kind: 'selected' }
  | { readonly kind: 'is alive'; readonly thread: ThreadSelector }
  | { readonly kind: 'threads'; readonly first: boolean }
  | { readonly kind: 'document'; readonly document: Document; readonly annex: string; readonly range: Range }
  | { readonly kind: 'read registers' }
  | { readonly kind: 'write registers'; readonly bytes: Uint8Array }
  | { readonly kind: 'read register'; readonly register: number }
  | { readonly kind: 'write register'; readonly register: number; readonly bytes: Uint8Array }
  | { readonly kind: 'read memory'; readonly address: bigint; readonly length: number }
  | { readonly kind: 'write memory'; readonly address: bigint; readonly bytes: Uint8Array }
  | {
      readonly kind: 'insert' | 'remove';
      readonly point: PointKind;
      readonly address: bigint;
      readonly size: number;
    }
  | { readonly kind: 'actions' }
  | { readonly kind: 'resume'; readonly actions: readonly ThreadAction[] }
  /** As `resume`, for the thread that was selected to run. */
  | { readonly kind: 'resume selected'; readonly action: Action }
  | { readonly kind: 'reverse'; readonly step: boolean }
  | { readonly kind: 'detach' }
  /** Some clients wait for an answer, some don't. */
  | { readonly kind: 'kill'; readonly answered: boolean }
  | { readonly kind: 'monitor'; readonly command: string }
  | { readonly kind: 'file system' }
  | { readonly kind: 'open'; readonly path: string; readonly flags: number }
  | { readonly kind: 'read file'; readonly file: number; readonly range: Range }
  | { readonly kind: 'file status'; readonly file: number }
  | { readonly kind: 'close'; readonly file: number }
  /** A packet that we know, with something in it that makes no sense. */
  | { readonly kind: 'malformed' };

type Parse = (rest: string) => Request | undefined;

const MALFORMED: Request = { kind: 'malformed' };

const POINTS: Readonly<Record<string, PointKind>> = {
  // in software or in hardware makes no difference here
  '0': 'breakpoint',
  '1': 'breakpoint',
  '2': 'write',
  '3': 'read',
  '4': 'access',
};

/** Packets that are always the same. */
const WHOLE: ReadonlyMap<string, Request> = new Map<string, Request>([
  ['?', { kind: 'stop reason' }],
  ['QStartNoAckMode', { kind: 'no acknowledgements' }],
  ['qAttached', { kind: 'attached' }],
  ['qC', { kind: 'selected' }],
  ['qfThreadInfo', { kind: 'threads', first: true }],
  ['qsThreadInfo', { kind: 'threads', first: false }],
  ['g', { kind: 'read registers' }],
  ['vCont?', { kind: 'actions' }],
  ['bs', { kind: 'reverse', step: true }],
  ['bc', { kind: 'reverse', step: false }],
  ['D', { kind: 'detach' }],
  ['k', { kind: 'kill', answered: false }],
]);

/** The others, by what they begin with, longer beginnings first. */
const PACKETS: readonly (readonly [start: string, parse: Parse])[] = [
  ['qSupported', (rest) => ({ kind: 'supported', features: rest.replace(/^:/, '').split(';') })],
  ['qAttached:', () => ({ kind: 'attached' })],
  ['qSymbol:', () => ({ kind: 'symbols' })],
  ['qRcmd,', (rest) => withValue(textOfHex(rest), (command) => ({ kind: 'monitor', command }))],
  ...DOCUMENTS.map((document): [string, Parse] => [
    `qXfer:${document}:read:`,
    (rest) => readDocument(document, rest),
  ]),
  ['vCont;', readActions],
  ['vKill;', () => ({ kind: 'kill', answered: true })],
  ['vFile:setfs:', () => ({ kind: 'file system' })],
  ['vFile:open:', openFile],
  ['vFile:pread:', readFile],
  ['vFile:fstat:', (rest) => withValue(count(rest), (file) => ({ kind: 'file status', file }))],
  ['vFile:close:', (rest) => withValue(count(rest), (file) => ({ kind: 'close', file }))],
  ['D;', () => ({ kind: 'detach' })],
  ['Hg', (rest) => select('look', rest)],
  ['Hc', (rest) => select('run', rest)],
  ['T', (rest) => withValue(threadOf(rest), (thread) => ({ kind: 'is alive', thread }))],
  ['G', (rest) => withValue(bytesOfHex(rest), (bytes) => ({ kind: 'write registers', bytes }))],
  ['p', (rest) => withValue(count(rest), (register) => ({ kind: 'read register', register }))],
  ['P', writeRegister],
  ['m', readMemory],
  ['M', (rest) => writeMemory(rest, bytesOfHex)],
  ['X', (rest) => writeMemory(rest, bytesOf)],
  ...Object.entries(POINTS).flatMap(([type, what]): [string, Parse][] => [
    [`Z${type},`, (rest) => point('insert', what, rest)],
    [`z${type},`, (rest) => point('remove', what, rest)],
  ]),
  ...['c', 'C', 's', 'S'].map((letter): [string, Parse] => [
    letter,
    (rest) => withValue(actionOf(letter + rest), (action) => ({ kind: 'resume selected', action })),
  ]),
];

/** Undefined for a packet that nobody here knows: the protocol's answer to it is an empty one. */
export function readRequest(packet: string): Request | undefined {
  const known = WHOLE.get(packet);
  if (known) return known;
  const [start = '', parse] = PACKETS.find(([begin]) => packet.startsWith(begin)) ?? [];
  return parse && (parse(packet.slice(start.length)) ?? MALFORMED);
}

function withValue<T>(value: T | undefined, request: (value: T) => Request): Request | undefined {
  return value === undefined ? undefined : request(value);
}

/** `p1.2`, `p1`, `2`; `-1` stands for all of them, `0` for any. The process is always the same. */
function threadOf(text: string): ThreadSelector | undefined {
  const [found, , thread = '-1'] = /^(?:p(-1|[\da-f]+)(?:\.|$))?(-1|[\da-f]+)?$/i.exec(text) ?? [];
  if (!found || found.endsWith('.')) return undefined;
  if (thread === '-1') return 'all';
  const id = count(thread);
  return id === 0 ? 'any' : id;
}

function select(purpose: 'look' | 'run', rest: string): Request | undefined {
  return withValue(threadOf(rest), (thread) => ({ kind: 'select', purpose, thread }));
}

/** `target.xml:0,ffb` */
function readDocument(document: Document, rest: string): Request | undefined {
  const [annex = '', range = ''] = rest.split(':');
  return withValue(rangeOf(range), (part) => ({ kind: 'document', document, annex, range: part }));
}

/** `offset,length` */
function rangeOf(text: string): Range | undefined {
  const [offset, length] = text.split(',').map(count);
  return offset === undefined || length === undefined ? undefined : { offset, length };
}

/** `c`, `C05`, `s`, `S05`, `r401000,401005` */
function actionOf(text: string): Action | undefined {
  const [, letter, rest = ''] = /^([cCsSr])(.*)$/s.exec(text) ?? [];
  if (letter === 'r') {
    const [start, end] = rest.split(',').map(number);
    if (start === undefined || end === undefined) return undefined;
    return { kind: 'range', start, end, signal: 0 };
  }
  const kind = letter?.toLowerCase() === 'c' ? 'continue' : 'step';
  if (letter === 'c' || letter === 's') return rest === '' ? { kind, signal: 0 } : undefined;
  const signal = /^[\da-f]{1,2}$/i.test(rest) ? Number.parseInt(rest, 16) : undefined;
  return letter && signal !== undefined ? { kind, signal } : undefined;
}

/** `s:p1.2;c:p1.-1` */
function readActions(rest: string): Request | undefined {
  const actions: ThreadAction[] = [];
  for (const text of rest.split(';')) {
    const colon = text.indexOf(':');
    const action = actionOf(colon === -1 ? text : text.slice(0, colon));
    const thread = colon === -1 ? 'all' : threadOf(text.slice(colon + 1));
    if (!action || thread === undefined) return undefined;
    actions.push({ ...action, thread });
  }
  return { kind: 'resume', actions };
}

/** `path,flags,mode`, the path in hex */
function openFile(rest: string): Request | undefined {
  const [name = '', flags = ''] = rest.split(',');
  const path = textOfHex(name);
  return path === undefined
    ? undefined
    : withValue(count(flags), (value) => ({ kind: 'open', path, flags: value }));
}

/** `file,count,offset` */
function readFile(rest: string): Request | undefined {
  const [file, length, offset] = rest.split(',').map(count);
  if (file === undefined || length === undefined || offset === undefined) return undefined;
  return { kind: 'read file', file, range: { offset, length } };
}

/** `number=value` */
function writeRegister(rest: string): Request | undefined {
  const [name = '', value = ''] = rest.split('=');
  const register = count(name);
  const bytes = bytesOfHex(value);
  return register === undefined || !bytes ? undefined : { kind: 'write register', register, bytes };
}

/** `address,length` */
function readMemory(rest: string): Request | undefined {
  const [address = '', size = ''] = rest.split(',');
  const at = number(address);
  const length = count(size);
  return at === undefined || length === undefined ? undefined : { kind: 'read memory', address: at, length };
}

/** `address,length:data` */
function writeMemory(rest: string, read: (data: string) => Uint8Array | undefined): Request | undefined {
  const [, address = '', size = '', data = ''] = /^([^,:]*),([^,:]*):(.*)$/s.exec(rest) ?? [];
  const at = number(address);
  const bytes = read(data);
  if (at === undefined || !bytes || bytes.length !== count(size)) return undefined;
  return { kind: 'write memory', address: at, bytes };
}

/** `address,size` */
function point(kind: 'insert' | 'remove', what: PointKind, rest: string): Request | undefined {
  const [where = '', length = ''] = rest.split(/[,;]/);
  const address = number(where);
  const size = count(length);
  return address === undefined || size === undefined ? undefined : { kind, point: what, address, size };
}
