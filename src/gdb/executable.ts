/**
 * The program as GDB reads it: an executable with symbols, lines, and how to find callers.
 *
 * The caller of a frame is looked up a byte before where it returns to, as that is behind a call. Nobody has called
 * `call`, `skip` and `guard`, whose addresses `spawn` writes into new stacks: they get a symbol, a line and frames that begin a
 * byte early, unless an instruction begins there.
 */

import { writeExecutable } from '../elf/write-executable.ts';
import type { FunctionFrames } from '../elf/dwarf/write-frames.ts';
import type { ImageSymbol } from '../elf/image.ts';
import type { Runtime } from '../runtime/index.ts';
import { callFrames } from './call-frames.ts';

export interface ExecutableOptions {
  /** What relative names of sources start from. */
  readonly directory: string;
  /** Where the source of a name is. Default: where it says. */
  readonly sourceOf?: (file: string) => string;
}

export function executableOf(
  runtime: Runtime,
  { directory, sourceOf = (file) => file }: ExecutableOptions,
): Uint8Array {
  const { image } = runtime;
  const { functions, isInstruction } = callFrames(runtime);
  const early = new Set(returnedTo(runtime).filter((start) => !isInstruction(start - 1)));
  const ends = new Set([image.entry, returnedTo(runtime).at(-1), lastNamed(runtime, early)]);
  return writeExecutable(
    {
      ...image,
      symbols: image.symbols.flatMap((symbol) => [...aliasOf(symbol, early), symbol]),
      lines: image.lines.flatMap((line) => {
        const named = { ...line, file: sourceOf(line.file) };
        return early.has(line.address) ? [{ ...named, address: line.address - 1 }, named] : [named];
      }),
    },
    {
      directory,
      frames: functions.map((one, index) => ({
        ...extended(one, early.has(one.start), early.has(functions[index + 1]?.start ?? -1)),
        outermost: ends.has(one.start),
      })),
    },
  );
}

/** What is returned to without having called: where a new thread begins, and what its task returns to in the end. */
function returnedTo({ process: { guest } }: Runtime): number[] {
  return guest ? [Number(guest.call), Number(guest.skip), Number(guest.guard)] : [];
}

/** The outermost of them that can be named. */
function lastNamed(runtime: Runtime, early: ReadonlySet<number>): number | undefined {
  const starts = returnedTo(runtime);
  return starts.findLast((_, index) => starts.slice(1, index + 1).every((start) => early.has(start)));
}

/** Local, so that the name alone means the other one. */
function aliasOf(symbol: ImageSymbol, early: ReadonlySet<number>): ImageSymbol[] {
  if (symbol.absolute || symbol.type !== 'function' || !early.has(Number(symbol.address))) return [];
  return [{ ...symbol, address: symbol.address - 1n, size: 1n, global: false }];
}

type Frames = Omit<FunctionFrames, 'outermost'>;

/** A function that begins a byte early, or ends so because the next one does. */
function extended(one: Frames, begins: boolean, ends: boolean): Frames {
  const more = begins ? 1 : 0;
  return {
    ...one,
    start: one.start - more,
    size: one.size + more - (ends ? 1 : 0),
    rows: one.rows.map((row, index) => (index === 0 ? row : { ...row, offset: row.offset + more })),
  };
}
