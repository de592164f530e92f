/** `fiberscope asm`: what the assembler and the linker made of the sources. */

import type { Image, ImageSymbol, PlacedSection } from '../elf/image.ts';
import { linkProgram } from '../runtime/program.ts';
import { readArguments, type Command } from './command.ts';
import { assembleFiles, readSource } from './files.ts';
import { columns } from './grid.ts';
import { painter, print } from './terminal.ts';
import { count, hex } from './words.ts';

const HELP = `usage: fiberscope asm [--symbols] [--json] FILE.s [FILE2.s ...]

Assembles and links, and shows for each source line its address and its bytes.
Data, which has no lines, is shown by its labels.

  --symbols   the symbols instead, by address
  --json      as data: [{ address, bytes, file, line, source }] or
              [{ name, address, size, type, global, file, section }]`;

/** One row of the listing; that of a label has line 0, and bytes only where no source line has them. */
interface Listed {
  readonly address: string;
  readonly bytes: string;
  readonly file: string;
  readonly section: string;
  readonly line: number;
  readonly source: string;
}

/** Bytes that fit beside the source; the others follow below. */
const BYTES_A_ROW = 8;
/** Rows of a run of data that are shown before the rest is only counted. */
const MOST_ROWS = 8;

function bytesAt(image: Image, address: number, size: number): Uint8Array {
  const segment = image.segments.find((one) => address >= one.address && address < one.address + one.size);
  return (
    segment?.data.subarray(address - segment.address, address - segment.address + size) ?? new Uint8Array()
  );
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** A section's rows: its labels, and its source lines where it has code. */
function listSection(image: Image, section: PlacedSection, sources: ReadonlyMap<string, string[]>): Listed[] {
  const end = section.address + section.size;
  const within = (address: number): boolean => address >= section.address && address < end;
  const lines = image.lines.filter(({ address }) => within(address));
  const labels = labelsOf(image, section).map(({ address, name }) => ({
    address,
    line: 0,
    source: `${name}:`,
  }));
  const statements = lines.map(({ address, file, line }) => ({
    address,
    line,
    source: sources.get(file)?.[line - 1]?.trimEnd() ?? '',
  }));
  const shown = new Set(
    statements.map(({ address, source }) => `${address} ${source.trim().split(/\s/)[0]}`),
  );
  const others = labels.filter(({ address, source }) => !shown.has(`${address} ${source}`));
  const starts = [...others, ...statements].sort((a, b) => a.address - b.address);
  if (starts[0]?.address !== section.address)
    starts.unshift({ address: section.address, line: 0, source: '' });
  return starts.map(({ address, line, source }, index) => ({
    address: hex(address),
    bytes: hexBytes(bytesAt(image, address, (starts[index + 1]?.address ?? end) - address)),
    file: section.file,
    section: section.name,
    line,
    source,
  }));
}

function labelsOf(image: Image, section: PlacedSection): { address: number; name: string }[] {
  const labels = new Map<number, string>();
  for (const { name, address, absolute, file } of image.symbols) {
    const at = Number(address);
    const inside = at >= section.address && at < section.address + section.size;
    if (!absolute && inside && file === section.file && !labels.has(at)) labels.set(at, name);
  }
  return [...labels].map(([address, name]) => ({ address, name })).sort((a, b) => a.address - b.address);
}

function printListing(rows: readonly Listed[]): void {
  const paint = painter(process.stdout);
  let heading = '';
  for (const { address, bytes, file, section, line, source } of rows) {
    if (heading !== `${file} ${section}`) {
      print(`${heading ? '\n' : ''}${paint('bold', file)} ${section}`);
      heading = `${file} ${section}`;
    }
    const chunks = bytes.match(new RegExp(`.{1,${BYTES_A_ROW * 3}}`, 'g')) ?? [''];
    const number = line === 0 ? '' : String(line);
    const first = chunks[0].padEnd(BYTES_A_ROW * 3);
    print(`${paint('cyan', address)}  ${first} ${paint('dim', number.padStart(5))}  ${source}`.trimEnd());
    for (const chunk of chunks.slice(1, MOST_ROWS))
      print(`${' '.repeat(address.length + 2)}${chunk}`.trimEnd());
    const hidden = chunks.length - MOST_ROWS;
    if (hidden > 0) print(`${' '.repeat(address.length + 2)}... ${hidden * BYTES_A_ROW} bytes more`);
  }
}

/** By address, constants behind; of the guest code only what other files can see. */
function listSymbols(image: Image, paths: readonly string[]): ImageSymbol[] {
  const shown = image.symbols.filter(({ file, global }) => global || paths.includes(file));
  return shown.sort((a, b) => Number(a.absolute) - Number(b.absolute));
}

function printSymbols(symbols: readonly ImageSymbol[]): void {
  const paint = painter(process.stdout);
  const rows = symbols.map(({ name, address, size, type, global, absolute, section }) => [
    paint('cyan', hex(address)),
    name,
    absolute ? 'constant' : section,
    global ? 'global' : 'local',
    type === 'none' ? '' : type,
    size > 0n ? count(Number(size), 'byte') : '',
  ]);
  if (rows.length > 0) print(columns(rows, []));
}

export const asm: Command = {
  help: HELP,
  run(args) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: { symbols: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const objects = assembleFiles(positionals);
    // Sources without an entry too: they are only to be looked at.
    const { image } = linkProgram(objects, { needsEntry: false });
    if (values.symbols) {
      const symbols = listSymbols(image, positionals);
      if (!values.json) printSymbols(symbols);
      else {
        const rows = symbols.map(({ address, size, ...rest }) => ({
          name: rest.name,
          address: hex(address),
          size: Number(size),
          type: rest.type,
          global: rest.global,
          file: rest.file,
          section: rest.absolute ? 'absolute' : rest.section,
        }));
        print(JSON.stringify(rows, null, 2));
      }
      return 0;
    }
    const sources = new Map(positionals.map((path) => [path, readSource(path).split('\n')]));
    const rows = image.sections
      .filter(({ file }) => sources.has(file))
      .flatMap((section) => listSection(image, section, sources));
    if (values.json) print(JSON.stringify(rows, null, 2));
    else printListing(rows);
    return 0;
  },
};
