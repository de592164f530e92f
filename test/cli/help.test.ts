/** Help and version. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { fiberscope, ROOT, widest } from './command-line.ts';

const COMMANDS = [
  'run',
  'contexts',
  'stacks',
  'trace',
  'check',
  'models',
  'grade',
  'gdb',
  'asm',
  'demo',
] as const;

describe.concurrent('help', () => {
  test.for(['--help', '-h', 'help'])('%s lists every command', async (word, { expect }) => {
    const { stdout, stderr, status } = await fiberscope([word]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} +\\w`, 'm'));
  });

  test.for(COMMANDS)('%s --help', async (command, { expect }) => {
    const [called, ...others] = await Promise.all([
      fiberscope([command, '--help']),
      fiberscope([command, 'missing.s', '-h']),
      fiberscope(['help', command]),
    ]);
    expect({ stderr: called.stderr, status: called.status }).toEqual({ stderr: '', status: 0 });
    expect(widest(called.stdout)).toBeLessThanOrEqual(80);
    expect(called.stdout).toMatch(new RegExp(`^usage: fiberscope ${command}`));
    expect(others).toEqual([called, called]);
  });

  test.for(['--version', '-V'])('%s', async (word, { expect }) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await fiberscope([word])).toEqual({ stdout: `${version}\n`, stderr: '', status: 0 });
  });
});
