/** The whole corpus under every check: what is printed is a false alarm. `npx tsx test/scope/checks/all.ts [variant]` */

import { Runtime } from '../../../src/runtime/index.ts';
import { Checker } from '../../../src/scope/index.ts';
import { readArchive } from '../../corpus/archive.ts';
import { loadProgram } from '../../corpus/load.ts';
import { programsOf, VARIANTS } from '../../corpus/variants.ts';

/** Most programs end before. */
const MOST_INSTRUCTIONS = 5_000_000;
const [, , wanted = ''] = process.argv;

let instructions = 0;
let alarms = 0;
for (const variant of VARIANTS.filter(({ name }) => name.includes(wanted))) {
  const files = readArchive(variant.name);
  for (const program of programsOf(variant)) {
    const checker = new Checker(new Runtime(loadProgram(program, variant, files.get(program)!)));
    checker.run({ maxInstructions: MOST_INSTRUCTIONS });
    instructions += checker.instructions;
    alarms += checker.findings.length;
    for (const { code, message, at } of checker.findings)
      console.log(`${variant.name} ${program}: ${at.address.name}: ${at.disassembly}: ${code}: ${message}`);
  }
  console.log(`${variant.name}: ${alarms} alarms so far, in ${instructions} instructions`);
}
process.exitCode = alarms > 0 ? 1 : 0;
