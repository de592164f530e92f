/** `fiberscope grade`: one submission, and a folder of them. */

import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { fiberscope, folderWith, ROOT, start, widest } from './command-line.ts';

const SUBMISSIONS = 'test/grade/submissions';

function submission(name: string): Buffer {
  return readFileSync(`${ROOT}/${SUBMISSIONS}/align-guard/${name}.s`);
}

const COURSE = {
  'ann.s': submission('right'),
  'bob.s': submission('aligned'),
  'cho.S': submission('memory'),
  'dan.s': submission('again'),
  'notes.txt': 'not a submission',
};

interface Line {
  readonly file: string;
  readonly score: number;
  readonly error: string | null;
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

describe.concurrent('grade', () => {
  test.for<[string, number]>([
    ['80', 1],
    ['120', 1],
  ])('says in %s columns what fails, and ends with %i', async ([columns, expected], { expect }) => {
    const file = `${SUBMISSIONS}/write-spawn/not-aligned.s`;
    const { stdout, status } = await fiberscope(['grade', 'write-spawn', file], { env: { COLUMNS: columns } });
    expect(status).toBe(expected);
    expect(widest(stdout)).toBeLessThanOrEqual(Number(columns));
    await expect(stdout).toMatchFileSnapshot(`expected/grade-${columns}.txt`);
  });

  test('ends with 0 when all properties hold', async ({ expect }) => {
    const file = `${SUBMISSIONS}/align-guard/right.s`;
    const { stdout, stderr, status } = await fiberscope(['grade', 'align-guard', file]);
    expect(stdout).toContain(`${file}: align-guard: passed, 100 of 100\n`);
    expect([stderr, status]).toEqual(['', 0]);
  });

  test('has the verdict as data', async ({ expect }) => {
    const file = `${SUBMISSIONS}/align-guard/memory.s`;
    const { stdout, status } = await fiberscope(['grade', '--json', 'align-guard', file]);
    expect(status).toBe(1);
    const verdict = JSON.parse(stdout) as { properties: unknown[] };
    expect(verdict).toMatchObject({ exercise: 'align-guard', file, passed: false, score: 85, error: null });
    expect(verdict.properties[0]).toEqual({ name: 'calls', passed: true, points: 35, message: null, at: null });
    expect(verdict.properties[2]).toMatchObject({ name: 'memory', passed: false, points: 15, at: 4 });
  });

  test('is not fooled by what a submission writes, nor by its status', async ({ expect }) => {
    const { stdout, status } = await fiberscope([
      'grade',
      '--json',
      'write-switch',
      'test/grade/hostile/exits-with-0.s',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ passed: false, score: 0, error: null });
    expect(status).toBe(1);
  });

  test('what takes too long is ended', async ({ expect }) => {
    const slow = '.rept 1000\n.rept 1900\nnop\n.endr\n.endr\n'.repeat(1);
    const folder = folderWith({ 'slow.s': `switch:\n${slow}${'nop\n'.repeat(1000)}` });
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
    [[], /no exercise is named: --list says which there are/],
    [['write-swich', 'a.s'], /no exercise 'write-swich' \(did you mean 'write-switch'\?\)/],
    [['write-switch'], /no file and no folder is named/],
    [['write-switch', 'missing.s'], /missing\.s: no such file/],
    [['write-switch', 'a.s', 'b.s'], /put several into a folder/],
    [['--shard', '4/4', 'write-switch', SUBMISSIONS], /--shard I\/N wants at most 3, not 4/],
    [['--shard', 'half', 'write-switch', SUBMISSIONS], /--shard wants I\/N, such as 0\/4, not 'half'/],
    [['--jobs', '2', 'write-switch', 'README.md'], /--jobs is for folders/],
    [['--here', 'write-switch', SUBMISSIONS], /--here takes a file/],
  ])('%j cannot be graded', async ([args, complaint], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['grade', ...args]);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(complaint);
  });

  test('what cannot be run ends with 2', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['grade', 'write-switch', 'test/grade/hostile/no-switch.s']);
    expect(stdout).toContain("there is no 'switch', which the exercise asks for");
    expect(status).toBe(2);
  });
});

describe.concurrent('grade, of a folder', () => {
  test('its shards, and a run that was interrupted, come to the same', async ({ expect }) => {
    const folder = folderWith(COURSE);
    const whole = await fiberscope(['grade', 'align-guard', folder]);
    expect(whole.status).toBe(0);
    expect(whole.stderr).toBe('4 submissions graded, 0 could not be run\n');
    const lines = linesOf(whole.stdout);
    expect(lines.map(({ file, score }) => [file, score])).toEqual([
      ['ann.s', 100],
      ['bob.s', 65],
      ['cho.S', 85],
      ['dan.s', 85],
    ]);

    const shards = await Promise.all(
      ['0/2', '1/2'].map((shard) => fiberscope(['grade', '--shard', shard, 'align-guard', folder])),
    );
    expect(shards.map(({ stdout }) => linesOf(stdout).map(({ file }) => file))).toEqual([
      ['ann.s', 'cho.S'],
      ['bob.s', 'dan.s'],
    ]);
    expect(linesOf(shards.map(({ stdout }) => stdout).join(''))).toEqual(lines);

    const output = `${folderWith({})}/results.jsonl`;
    const args = ['grade', '--jobs', '1', '-o', output, 'align-guard', folder];
    const child = start(args);
    while (linesIn(output) === 0 && child.exitCode === null)
      await new Promise((go) => setTimeout(go, 20)); // eslint-disable-line no-await-in-loop
    child.kill('SIGKILL');
    await once(child, 'close');
    appendFileSync(output, '{"exercise":"align-guard","file":"bob.s","pas');
    const before = readFileSync(output, 'utf8').split('\n')[0];
    const again = await fiberscope(args);
    expect(again.status).toBe(0);
    expect(again.stderr).toMatch(/^4 submissions graded, [1-4] of them before, 0 could not be run\n$/);
    expect(readFileSync(output, 'utf8').split('\n')[0]).toBe(before);
    expect(linesOf(readFileSync(output, 'utf8'))).toEqual(lines);

    writeFileSync(`${folder}/bob.s`, submission('right'));
    await fiberscope(args);
    const all = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(all.length).toBe(5);
    expect(JSON.parse(all.at(-1)!)).toMatchObject({ file: 'bob.s', score: 100 });
  });

  test('one that cannot be run costs only itself', async ({ expect }) => {
    const folder = folderWith({ 'ann.s': submission('right'), 'bob.s': 'guard: movv', 'cho.o': '\u007fELF' });
    for (const name of ['dan', 'eve']) mkdirSync(`${folder}/${name}`);
    mkdirSync(`${folder}/fay.s`);
    writeFileSync(`${folder}/dan/answer.s`, submission('right'));
    const { stdout, stderr, status } = await fiberscope(['grade', 'align-guard', folder]);
    expect(stderr).toBe('6 submissions graded, 4 could not be run\n');
    expect(status).toBe(2);
    expect(linesOf(stdout).map(({ file, score, error }) => [file, score, error?.split('\n')[0] ?? null])).toEqual([
      ['ann.s', 100, null],
      ['bob.s', 0, "bob.s:1:8: error: unknown mnemonic 'movv'"],
      ['cho.o', 0, expect.stringContaining('cho.o: ')],
      ['dan/answer.s', 100, null],
      ['eve', 0, 'eve: no file named *.s, *.S or *.o, where one is wanted'],
      ['fay.s', 0, 'fay.s: no file named *.s, *.S or *.o, where one is wanted'],
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
