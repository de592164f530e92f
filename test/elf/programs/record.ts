/** Compiles the programs of this folder again: `npx tsx test/elf/programs/record.ts` (gcc, g++, rustc). */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = 'test/elf/programs';

const C = ['gcc', '-ffreestanding', '-Iasm/guest', '-c'];
const CXX = ['g++', '-ffreestanding', '-fno-threadsafe-statics', '-Iasm/guest', '-c'];
const RUST = ['rustc', '--edition', '2024', '--crate-type', 'lib', '--emit', 'obj', '-C', 'panic=abort'];

const OBJECTS: readonly (readonly [string, readonly string[], string])[] = [
  ['tasks.o', [...C, '-O2'], 'asm/programs/tasks.c'],
  ['tasks-rust.o', [...RUST, '-C', 'opt-level=2'], 'asm/programs/tasks.rs'],
  ['thousand.o', [...C, '-O2'], `${FOLDER}/thousand.c`],
  ['linkage-a.o', [...C, '-O1', '-g', '-fPIC', '-fcommon', '-fno-plt'], `${FOLDER}/linkage-a.c`],
  ['linkage-b.o', [...C, '-O1', '-gdwarf-4', '-fcommon', '-ffunction-sections'], `${FOLDER}/linkage-b.c`],
  ['group-a.o', [...CXX, '-O0'], `${FOLDER}/group-a.cc`],
  ['group-b.o', [...CXX, '-O0'], `${FOLDER}/group-b.cc`],
];

for (const [name, [command = '', ...options], source] of OBJECTS) {
  execFileSync(command, [...options, '-o', `${FOLDER}/${name}`, source], { cwd: ROOT, stdio: 'inherit' });
}
