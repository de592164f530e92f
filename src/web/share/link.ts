/**
 * A link that holds a program and a moment of it: JSON, compressed, in the fragment, which no server sees.
 *
 *   #p=<base64url of deflate-raw of JSON>
 *
 * Whoever opens one has it from a stranger: everything in it is looked at before it is used, and nothing of it is code
 * to the browser.
 */

import { STACK_MODES } from '../../runtime/stacks/modes.ts';
import { POLICIES, type ProgramInput, type Settings } from '../protocol.ts';

export interface Shared {
  readonly program: ProgramInput;
  readonly settings: Settings;
  /** Instructions retired. */
  readonly at: number;
  readonly unfolded: readonly number[];
  readonly presenting: boolean;
  readonly embedded: boolean;
  readonly tab: string;
  readonly breakpoints: Readonly<Record<string, readonly number[]>>;
}

/** A link that cannot be used; the message says why. */
export class LinkError extends Error {
  override name = 'LinkError';
}

const VERSION = 1;
const PREFIX = '#p=';
/** Of the fragment, in characters, and of what it holds, in bytes: small ones may grow large. */
const LONGEST = 1 << 20;
const LARGEST = 4 << 20;
const MOST_THREADS = 200_000;
const MOST_STACK = 8 << 20;
const MOST_LISTED = 64;
const MOST_CHOICES = 10_000;
const MOST_NUMBER = 1_000_000_000;

export async function toFragment({ program, ...rest }: Shared): Promise<string> {
  const held = 'text' in program ? program : { name: program.name, base64: toBase64(program.bytes) };
  const json = new TextEncoder().encode(JSON.stringify({ version: VERSION, program: held, ...rest }));
  const fragment = PREFIX + toBase64(await through(json, new CompressionStream('deflate-raw'), Infinity));
  if (fragment.length > LONGEST) {
    throw new LinkError('the program is too large for a link: give the file itself to others');
  }
  return fragment;
}

/** Undefined for a fragment that is of something else. @throws LinkError */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
  if (!fragment.startsWith(PREFIX)) return undefined;
  if (fragment.length > LONGEST) throw new LinkError('it is longer than any that this page makes');
  let value: unknown;
  try {
    const bytes = fromBase64(fragment.slice(PREFIX.length));
    const json = await through(bytes, new DecompressionStream('deflate-raw'), LARGEST);
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError('a part of it is missing or changed: copy it once more, to its end');
  }
  return sharedOf(record(value, 'the link'));
}

function sharedOf(value: Readonly<Record<string, unknown>>): Shared {
  if (value['version'] !== VERSION) {
    throw new LinkError(
      `it is of version ${String(value['version'])}, and this page reads version ${VERSION}`,
    );
  }
  const settings = record(value['settings'], 'settings');
  const breakpoints = Object.entries(record(value['breakpoints'], 'breakpoints'));
  return {
    program: programOf(record(value['program'], 'program')),
    settings: {
      maxThreads: whole(settings['maxThreads'], 'maxThreads', 1, MOST_THREADS),
      stackSize: whole(settings['stackSize'], 'stackSize', 1, MOST_STACK),
      ...schedulerOf(settings),
    },
    at: whole(value['at'], 'at', 0, Number.MAX_SAFE_INTEGER),
    unfolded: wholes(value['unfolded'], 'unfolded', MOST_THREADS),
    presenting: value['presenting'] === true,
    embedded: value['embedded'] === true,
    tab: text(value['tab'], 'tab'),
    breakpoints: Object.fromEntries(
      breakpoints.slice(0, MOST_LISTED).map(([file, lines]) => [file, wholes(lines, 'breakpoints', LARGEST)]),
    ),
  };
}

/** What a link says of the scheduler; older ones say nothing. */
function schedulerOf(value: Readonly<Record<string, unknown>>): Partial<Settings> {
  const { policy, seed, quantum, choices, stack } = value;
  const growth = STACK_MODES.find((one) => one === stack);
  if (stack !== undefined && !growth) throw missing('stack');
  const known = POLICIES.find((one) => one === policy);
  if (policy !== undefined && !known) throw missing('policy');
  const chosen = choices === undefined ? [] : Object.entries(record(choices, 'choices'));
  return {
    ...(growth ? { stack: growth } : {}),
    ...(known ? { policy: known } : {}),
    ...(seed === undefined ? {} : { seed: whole(seed, 'seed', 1, MOST_NUMBER) }),
    ...(quantum === undefined || quantum === null
      ? {}
      : { quantum: whole(quantum, 'quantum', 1, MOST_NUMBER) }),
    choices: Object.fromEntries(
      chosen
        .slice(0, MOST_CHOICES)
        .map(([at, id]) => [
          whole(Number(at), 'choices', 0, MOST_NUMBER),
          whole(id, 'choices', 0, MOST_THREADS),
        ]),
    ),
  };
}

function programOf(value: Readonly<Record<string, unknown>>): ProgramInput {
  const name = text(value['name'], 'name').slice(0, MOST_LISTED);
  if ('text' in value) return { name, text: text(value['text'], 'text') };
  return { name, bytes: fromBase64(text(value['base64'], 'program')) };
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw missing(what);
  return value as Readonly<Record<string, unknown>>;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw missing(what);
  return value;
}

function whole(value: unknown, what: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw missing(what);
  if (value < least || value > most) {
    throw new LinkError(`its ${what} is ${value}, and may be ${least} to ${most}`);
  }
  return value;
}

function wholes(value: unknown, what: string, most: number): number[] {
  if (!Array.isArray(value)) throw missing(what);
  return value.slice(0, MOST_LISTED).map((one) => whole(one, what, 0, most));
}

function missing(what: string): LinkError {
  return new LinkError(`it does not say a proper '${what}'`);
}

/** @throws LinkError when more than `most` bytes come out */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new LinkError('it holds more than any program that this page takes');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Arguments of one call, at most. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64(text_: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text_.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
