/** Colours are for terminals, and NO_COLOR and FORCE_COLOR have the last word. */

import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';
import { BUNDLE } from '../bundle.ts';
import { fiberscope, ROOT, widest } from './command-line.ts';

const ESCAPE = '\u001b[';

describe.concurrent('into a pipe, colours', () => {
  test.for<[Record<string, string>, boolean]>([
    [{}, false],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '3' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ])('%j: %s', async ([env, colors], { expect }) => {
    const { stdout, stderr } = await fiberscope(['contexts', 'test/cli/faults/halt.s'], { env });
    expect(stdout.includes(ESCAPE)).toBe(colors);
    expect(stderr.includes(ESCAPE)).toBe(colors);
  });
});

/** `script`, which every Linux has, runs a command in a terminal of its own. */
function canMakeTerminal(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}

describe.skipIf(!canMakeTerminal())('in a terminal (needs util-linux script)', { concurrent: true }, () => {
  test.for<[number, Record<string, string>, boolean]>([
    [80, {}, true],
    [120, {}, true],
    [80, { NO_COLOR: '1' }, false],
    [80, { TERM: 'dumb' }, false],
  ])('of %i columns with %j, colours: %s', async ([columns, more, colors], { expect }) => {
    const call = [process.execPath, BUNDLE, 'demo'].map((word) => `'${word}'`);
    const env = { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', COLUMNS: '40', ...more };
    const args = ['-qec', `stty cols ${columns}; ${call.join(' ')}`, join('/dev', 'null')];
    const { stdout } = await promisify(execFile)('script', args, { cwd: ROOT, env });
    const text = stdout.replaceAll('\r', '');
    expect(text.includes(ESCAPE)).toBe(colors);
    expect(text).toContain('THREAD 1 FINISHED.\n');
    expect(widest(text)).toBeLessThanOrEqual(columns);
    expect(text.includes('yield_thread+0x5')).toBe(columns === 120);
  });
});
