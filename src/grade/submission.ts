/** What a student hands in: of its names, only that of the routine asked for is seen by others. */

import { assemble } from '../assembler/index.ts';
import { isElf } from '../elf/format.ts';
import type { ObjectFile, ObjectSymbol } from '../elf/object.ts';
import { readObject } from '../elf/read-object.ts';

/** A submission that cannot be run. The message says why, and may have several lines. */
export class SubmissionError extends Error {
  override name = 'SubmissionError';
}

/** In bytes. Larger ones are a mistake or an attack, and not even read. */
export const LARGEST = 1 << 20;

/**
 * Assembly in either dialect, which can include nothing, or an object.
 *
 * @throws SubmissionError, AssemblyError, ElfError
 */
export function readSubmission(bytes: Uint8Array, name: string, label: string): ObjectFile {
  if (bytes.length === 0) throw new SubmissionError(`${name}: the file is empty`);
  if (bytes.length > LARGEST) throw new SubmissionError(tooLarge(name));
  return alone(isElf(bytes) ? readObject(bytes, name) : assemble(textOf(bytes, name), { name }), label);
}

export function tooLarge(name: string): string {
  return `${name}: larger than 1 MiB`;
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // said below
  }
  throw new SubmissionError(`${name}: neither a text, in UTF-8, nor an object file`);
}

/** The object with the label made global and everything else that it defines kept to itself. */
function alone(object: ObjectFile, label: string): ObjectFile {
  const defined = object.symbols.filter(({ name, place }) => name === label && place !== 'undefined');
  if (defined.length === 0) {
    throw new SubmissionError(
      `${object.name}: there is no '${label}', which the exercise asks for: begin it with the label '${label}:'`,
    );
  }
  const [asked] = [...defined].sort(
    (a, b) => Number(b.binding === 'global') - Number(a.binding === 'global'),
  );
  if (typeof asked!.place !== 'number' || !object.sections[asked!.place]?.flags.execute) {
    throw new SubmissionError(`${object.name}: '${label}' is no code: put it into .text`);
  }
  return { ...object, symbols: object.symbols.map((symbol) => hidden(symbol, symbol === asked)) };
}

function hidden(symbol: ObjectSymbol, isAsked: boolean): ObjectSymbol {
  if (symbol.place === 'undefined') return symbol;
  if (isAsked) return { ...symbol, binding: 'global' };
  // the linker finds room for common symbols by their names
  if (symbol.place === 'common') return { ...symbol, name: `submission:${symbol.name}` };
  return { ...symbol, binding: 'local' };
}
