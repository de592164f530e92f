/**
 * Records what every instruction of the table does on this computer's processor: `npx tsx test/vectors/record.ts`, or
 * with the names of files, `sse`, those alone. Needs gcc on x86-64 Linux.
 */

import { writeFileSync } from 'node:fs';
import { pack } from './file.ts';
import { CASES, casesOf } from './generate.ts';
import { instances, isSse } from './instances.ts';
import type { Recording } from './layout.ts';
import { Processor, type Case } from './native.ts';
import { sseCasesOf } from './sse.ts';

function record(groups: readonly (readonly Case[])[]): readonly Recording[] {
  const processor = new Processor();
  const outcomes = processor.run(groups.flat());
  processor.close();
  let at = 0;
  return groups.map((cases) => ({
    code: cases[0]!.code,
    instructions: 1,
    vectors: cases.map(({ before, operand }) => ({ before, operand, after: outcomes[at++]! })),
  }));
}

function save(name: string, recordings: readonly Recording[]): void {
  const file = pack(recordings);
  writeFileSync(new URL(`./${name}.bin.gz`, import.meta.url), file);
  const vectors = recordings.reduce((sum, recording) => sum + recording.vectors.length, 0);
  console.log(`${name}: ${recordings.length} recordings, ${vectors} vectors, ${file.length} bytes`);
}

const all = instances();
const base = all.filter(({ form }) => !isSse(form));
const sse = all.filter(({ form }) => isSse(form));

const perForm = new Map<string, number>();
for (const { form } of base) perForm.set(form.text, (perForm.get(form.text) ?? 0) + 1);

const FILES: Readonly<Record<string, () => readonly Recording[]>> = {
  base: () =>
    record(
      base.map((instance, index) =>
        casesOf(instance, index, Math.ceil(CASES / perForm.get(instance.form.text)!)),
      ),
    ),
  sse: () => record(sse.map((instance, index) => sseCasesOf(instance, index))),
};
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(FILES)) save(name, FILES[name]!());
