/** `fiberscope grade`: one submission, and a folder of them. */

import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { readShard } from '../../src/cli/grade-course.ts';
import { verdictText } from '../../src/cli/grade-text.ts';
import { EXERCISES, grade } from '../../src/grade/index.ts';
import { fiberscope, folderWith, ROOT, start, widest } from './command-line.ts';

const SUBMISSIONS = 'test/grade/submissions';

const alignGuard = EXERCISES.find(({ name }) => name === 'align-guard')!;

function submission(name: string): Buffer {
  return readFileSync(`${ROOT}/${SUBMISSIONS}/align-guard/${name}.s`);
}

interface Line {
  readonly file: string;
  readonly score: number;
  readonly error: string | null;
  readonly sha256: string;
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

test.for([80, 120])('a verdict fits %i columns', async (columns, { expect }) => {
  const file = `${SUBMISSIONS}/align-guard/memory.s`;
  const verdict = grade(alignGuard, submission('memory'), file);
  const text = verdictText(alignGuard, verdict, (_, plain) => plain, columns);
  expect(widest(text)).toBeLessThanOrEqual(columns);
  await expect(`${text}\n`).toMatchFileSnapshot(`expected/grade-${columns}.txt`);
});

test.for([
  ['4/4', '--shard I/N wants at most 3, not 4'],
  ['0/0', '--shard I/N wants at least 1, not 0'],
  ['half', "--shard wants I/N, such as 0/4, not 'half'"],
] as const)('a shard %s is none', ([text, complaint], { expect }) => {
  expect(() => readShard(text)).toThrow(complaint);
});

describe.concurrent('grade', () => {
  test('ends with 0 when all properties hold', async ({ expect }) => {
    const file = `${SUBMISSIONS}/align-guard/right.s`;
    const { stdout, stderr, status } = await fiberscope(['grade', 'align-guard', file]);
    expect(stdout).toContain(`passed: 100 of 100 for align-guard: ${file}\n`);
    expect([stderr, status]).toEqual(['', 0]);
  });

  test('is not fooled by what a submission writes, nor by its status', async ({ expect }) => {
    const file = 'test/grade/hostile/exits-with-0.s';
    const { stdout, status } = await fiberscope(['grade', '--json', '--here', 'write-switch', file]);
    expect(JSON.parse(stdout)).toMatchObject({
      exercise: 'write-switch',
      file,
      passed: false,
      score: 0,
      error: null,
    });
    expect(status).toBe(1);
  });

  test('ends what takes too long', async ({ expect }) => {
    const folder = folderWith({ 'slow.s': 'switch:\n.rept 1000\n.rept 1900\nnop\n.endr\n.endr\n' });
    const args = ['grade', '--time-limit', '1', 'write-switch', `${folder}/slow.s`];
    const { stdout, status } = await fiberscope(args);
    expect(stdout).toContain('slow.s: no verdict within 1 s: it takes too long');
    expect(status).toBe(2);
  });

  test.for<[string[], RegExp]>([
    [['--list'], /^write-switch +switch .*\nwrite-spawn +spawn .*\nwrite-yield +yield_thread /],
    [['--list', 'windows-switch'], /gs:\[0x1478\] +DeallocationStack.*What is graded/s],
  ])('%j says what is wanted', async ([args, expected], { expect }) => {
    const { stdout, status } = await fiberscope(['grade', ...args]);
    expect(stdout).toMatch(expected);
    expect(status).toBe(0);
  });

  test.for<[string[], RegExp]>([
    [['write-swich', 'a.s'], /no exercise 'write-swich' \(did you mean 'write-switch'\?\)/],
    [['write-switch', 'missing.s'], /missing\.s: no such file/],
    [['write-switch', 'a.s', 'b.s'], /put several into a folder/],
    [['--jobs', '2', 'write-switch', 'README.md'], /--jobs is for folders/],
  ])('%j cannot be graded', async ([args, complaint], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['grade', ...args]);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(complaint);
  });
});

describe.concurrent('grade, of a folder', () => {
  test('goes on where it was interrupted', async ({ expect }) => {
    const folder = folderWith({
      'ann.s': submission('right'),
      'bob.s': submission('aligned'),
      'notes.txt': '',
    });
    const output = `${folderWith({})}/results.jsonl`;
    const args = ['grade', '--jobs', '1', '-o', output, 'align-guard', folder];
    const child = start(args);
    while (linesIn(output) === 0 && child.exitCode === null) await new Promise((go) => setTimeout(go, 20));
    child.kill('SIGKILL');
    await once(child, 'close');
    const [first] = readFileSync(output, 'utf8').split('\n');
    appendFileSync(output, '{"exercise":"align-guard","file":"bob.s","pas');

    const again = await fiberscope(args);
    expect(again.status).toBe(0);
    expect(again.stderr).toMatch(/^2 submissions graded, [12] of them before, 0 could not be run\n$/);
    const text = readFileSync(output, 'utf8');
    expect(text.split('\n')[0]).toBe(first);
    expect(linesOf(text)).toMatchObject([
      grade(alignGuard, submission('right'), 'ann.s'),
      grade(alignGuard, submission('aligned'), 'bob.s'),
    ]);

    writeFileSync(`${folder}/bob.s`, submission('right'));
    const changed = await fiberscope(['grade', '--shard', '1/2', ...args.slice(1)]);
    expect(changed.stderr).toBe('1 submission graded, 0 could not be run\n');
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe(3);
    expect(JSON.parse(lines[2]!)).toMatchObject({ file: 'bob.s', score: 100 });
  });

  test('what cannot be run costs only itself', async ({ expect }) => {
    const folder = folderWith({ 'ann.s': 'guard: movv' });
    for (const name of ['bob', 'cho.s']) mkdirSync(`${folder}/${name}`);
    writeFileSync(`${folder}/bob/answer.s`, submission('right'));
    const { stdout, stderr, status } = await fiberscope(['grade', 'align-guard', folder]);
    expect(stderr).toBe('3 submissions graded, 2 could not be run\n');
    expect(status).toBe(2);
    expect(
      linesOf(stdout).map(({ file, score, error }) => [file, score, error?.split('\n')[0] ?? null]),
    ).toEqual([
      ['ann.s', 0, "ann.s:1:8: error: unknown mnemonic 'movv'"],
      ['bob/answer.s', 100, null],
      ['cho.s', 0, 'cho.s: no file named *.s, *.S or *.o, where one is wanted'],
    ]);
  });
});

function linesIn(path: string): number {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}
