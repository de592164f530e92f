/** The programs of asm/models/: how each ends, all that it prints, and that no check finds anything. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readProgram } from '../../src/cli/files.ts';
import { Runtime, type Outcome } from '../../src/runtime/index.ts';
import { Checker } from '../../src/scope/index.ts';

const folder = fileURLToPath(new URL('../../asm/models/', import.meta.url));
const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.s') && !path.includes('include/'))
  .sort();

function checked(path: string): string {
  const checker = new Checker(new Runtime(readProgram([`${folder}${path}`])));
  const outcome = checker.run({ maxInstructions: 1_000_000 });
  const findings = checker.findings.map(({ code, message }) => `${code}: ${message}`);
  return [endOf(outcome), checker.runtime.output, ...findings].join('\n');
}

function endOf(outcome: Outcome): string {
  return 'status' in outcome ? `${outcome.kind} ${outcome.status}` : outcome.kind;
}

describe('prints', () => {
  test.each(programs)('%s', async (path) => {
    await expect(checked(path)).toMatchFileSnapshot(`expected/${path.slice(0, -2)}.txt`);
  });
});
