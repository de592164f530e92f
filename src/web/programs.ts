/** The programs that come with the page. */

import type { ProgramInput, Settings } from './protocol.ts';
import { BOOK } from './state/store.ts';

const TEXTS = import.meta.glob<string>(
  [
    '../../asm/programs/*.s',
    '../../asm/programs/{mistakes,lessons,exercises,blocking,stacks}/*.s',
    // what includes another file cannot be assembled alone
    '!../../asm/programs/stacks/rewritten.s',
    '../../asm/models/*/nested-timers.s',
  ],
  { query: '?raw', import: 'default' },
);

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

const SETTINGS: Readonly<Record<string, Partial<Settings>>> = {
  // the million is of a bench; a class sees enough of ten thousand
  'million.s': { maxThreads: 10_001, stackSize: 4 << 10 },
  'philosophers.s': { maxThreads: 6 },
  'philosophers-deadlock.s': { maxThreads: 6 },
  'copied.s': { stackSize: 4 << 10, stack: 'copy' },
  'deep.s': { stackSize: 4 << 10, stack: 'copy' },
  'hot.s': { stackSize: 4 << 10, stack: 'segments' },
};

export const EXAMPLES: readonly Example[] = Object.keys(TEXTS).map((path) => {
  const name = path.replace(/^.*\/(?!nested-timers)/, '');
  return {
    name,
    about: ABOUT[name] ?? name.replace(/^\d+-|\.s$/g, '').replaceAll('-', ' '),
    settings: { ...BOOK, ...SETTINGS[name] },
    path,
  };
});

/** Under their titles; those of a lesson are found in it. */
export const GROUPS: readonly (readonly [title: string, examples: readonly Example[]])[] = [
  ['Green threads', inFolder('programs')],
  ['Twelve mistakes', inFolder('mistakes')],
  ['Threads that wait', inFolder('blocking')],
  ['Stacks that grow', inFolder('stacks')],
  ['Other ways to be concurrent', EXAMPLES.filter(({ path }) => path.includes('/models/'))],
];

function inFolder(folder: string): readonly Example[] {
  return EXAMPLES.filter(({ path }) => path.split('/').at(-2) === folder);
}

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
