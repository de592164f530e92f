/** `fiberscope asm`: what the assembler and the linker made of the sources. */

import type { Image, ImageSymbol } from '../elf/image.ts';
import { writeExecutable } from '../elf/write-executable.ts';
import { writeObject } from '../elf/write-object.ts';
import { linked, linkProgram } from '../runtime/program/program.ts';
import { readArguments, UsageError, type Command } from './command.ts';
import { isSource, readObjects, readProgram, readSource } from './files.ts';
import { columns } from './grid.ts';
import { Listing, type Listed } from './listing.ts';
import { writeOutput } from './output.ts';
import { painter, print } from './terminal.ts';
import { count, hex } from './words.ts';

const HELP = `usage: fiberscope asm [--symbols] [--json] FILE ...
       fiberscope asm FILE.s -o FILE.o
       fiberscope asm --link FILE ... -o PROGRAM

Assembles and links, and shows for each source line its address and its bytes.
Data, which has no lines, is shown by its labels. Objects (.o), C sources and
executables are shown as instructions.

  --symbols   the symbols instead, by address
  --json      as data: [{ address, bytes, file, line, source }] or
              [{ name, address, size, type, global, file, section }]
  -o FILE     write an ELF object instead, which GNU ld takes
  --link      write a static executable: a program that defines _start runs on
              Linux too, one that defines main has green threads here`;

/** Bytes that fit beside the source; the others follow below. */
const BYTES_A_ROW = 8;
/** Rows of a run of data that are shown before the rest is only counted. */
const MOST_ROWS = 8;

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

/** Writes the one object, or the program that all files make. */
function write(paths: readonly string[], output: string, link: boolean): void {
  const options = { directory: process.cwd() };
  if (!link && paths.length > 1) {
    throw new UsageError(
      `-o ${output} is one object, and there are ${paths.length} files: --link makes one program of them`,
    );
  }
  const objects = readObjects(paths);
  const bytes = link
    ? writeExecutable(linkProgram(objects).image, options)
    : objects.map((object) => writeObject(object, options))[0]!;
  writeOutput(output, [bytes], { inputs: paths, mode: link ? 0o777 : 0o666 });
}

export const asm: Command = {
  help: HELP,
  run(args) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        symbols: { type: 'boolean' },
        json: { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        link: { type: 'boolean' },
      },
    });
    if (values.output !== undefined) {
      if (values.symbols || values.json)
        throw new UsageError('-o writes a file, and there is nothing to show');
      write(positionals, values.output, values.link ?? false);
      return 0;
    }
    if (values.link) throw new UsageError('--link wants -o FILE, the program to write');
    // What has no entry too: it is only to be looked at.
    const { image } = linked(readProgram(positionals), { needsEntry: false });
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
    const sources = positionals.filter(isSource).map((path) => [path, readSource(path).split('\n')] as const);
    const listing = new Listing(image, new Map(sources));
    const rows = image.sections
      .filter(({ file }) => positionals.includes(file))
      .flatMap((section) => listing.section(section));
    if (values.json) print(JSON.stringify(rows, null, 2));
    else printListing(rows);
    return 0;
  },
};
