/** The programs that come with the page. */

import type { ProgramInput, Settings } from './protocol.ts';
import { BOOK } from './state/store.ts';

const TEXTS = import.meta.glob<string>(['../../asm/programs/*.s', '../../asm/programs/mistakes/*.s'], {
  query: '?raw',
  import: 'default',
});

export interface Example {
  readonly name: string;
  /** In a few words. */
  readonly about: string;
  readonly settings: Settings;
  readonly path: string;
}

/** What a name does not say. */
const ABOUT: Readonly<Record<string, string>> = {
  'demo.s': 'three green threads',
  'counters.s': 'two threads that take turns',
  'million.s': 'ten thousand threads',
  'pingpong.s': 'two threads, a switch and back',
  'fib.s': 'no threads, many calls',
  'sieve.s': 'no threads, much memory',
};

/** The million is of a bench; a class sees enough of ten thousand. */
const MANY: Settings = { maxThreads: 10_001, stackSize: 4 << 10 };

export const EXAMPLES: readonly Example[] = Object.keys(TEXTS).map((path) => {
  const name = path.replace(/^.*\//, '');
  return {
    name,
    about: ABOUT[name] ?? name.replace(/^\d+-|\.s$/g, '').replaceAll('-', ' '),
    settings: name === 'million.s' ? MANY : BOOK,
    path,
  };
});

export const isMistake = ({ path }: Example): boolean => path.includes('/mistakes/');

export async function programNamed(
  name: string,
): Promise<{ readonly program: ProgramInput; readonly settings: Settings }> {
  const example = EXAMPLES.find((one) => one.name === name) ?? EXAMPLES[0]!;
  return { program: { name: example.name, text: await TEXTS[example.path]!() }, settings: example.settings };
}

const GUEST = import.meta.glob<string>('../../asm/guest/**/*.s', { query: '?raw', import: 'default' });

/** The source of a file that is linked into every program; null for any other. */
export async function guestSource(file: string): Promise<string | null> {
  return (await GUEST[`../../asm/${file}`]?.()) ?? null;
}
