/** `fiberscope grade`: one submission, and a folder of them. */

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { courseText, gradeCourse, readShard, type Course } from '../../src/cli/grade-course.ts';
import { verdictText } from '../../src/cli/grade-text.ts';
import { EXERCISES, grade, type Shard } from '../../src/grade/index.ts';
import { fiberscope, folderWith, ROOT, widest } from './command-line.ts';

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

test('a folder: what cannot be run costs only itself', async ({ expect }) => {
  const folder = folderWith({ 'ann.s': 'guard: movv', 'notes.txt': '' });
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

describe('a course', () => {
  const NAMES = ['aligned', 'again', 'calls', 'memory', 'right'];
  const WHOLE: Shard = { index: 0, count: 1 };
  const folder = folderWith(Object.fromEntries(NAMES.map((name) => [`${name}.s`, submission(name)])));

  /** In this process. The first so many are graded, then it is interrupted. */
  function run(
    output: string,
    { shard = WHOLE, first = Infinity, progress = noProgress } = {},
  ): Promise<Course> {
    let begun = 0;
    return gradeCourse(folder, {
      exercise: alignGuard,
      grade: async (file) => {
        if (++begun > first) throw new Error('interrupted');
        return grade(alignGuard, readFileSync(`${folder}/${file}`), file);
      },
      output,
      shard,
      jobs: 2,
      progress,
    });
  }

  function results(...names: string[]): string {
    return names.map((name) => readFileSync(name, 'utf8')).join('');
  }

  const [whole, parts, shards] = ['whole', 'parts', 'shards'].map((name) => `${folderWith({})}/${name}`) as [
    string,
    string,
    string,
  ];

  test('has a line for each submission', async ({ expect }) => {
    expect(await run(whole)).toEqual({ graded: 5, before: 0, failed: 0 });
    expect(linesOf(results(whole)).map(({ file, score }) => [file, score])).toEqual([
      ['again.s', 85],
      ['aligned.s', 65],
      ['calls.s', 0],
      ['memory.s', 85],
      ['right.s', 100],
    ]);
  });

  test('goes on where it was interrupted, in the middle of a line', async ({ expect }) => {
    await expect(run(parts, { first: 2 })).rejects.toThrow('interrupted');
    const begun = results(parts);
    appendFileSync(parts, '{"exercise":"align-guard","file":"memory.s","pas');
    expect(await run(parts)).toMatchObject({ graded: 5, before: 2 });
    expect(results(parts).startsWith(begun)).toBe(true);
    expect(linesOf(results(parts))).toEqual(linesOf(results(whole)));
    expect(await run(parts, { first: 0 })).toMatchObject({ graded: 5, before: 5 });
  });

  test('is what its shards are, joined', async ({ expect }) => {
    const files = [0, 1, 2].map((index) => `${shards}-${index}`);
    const sizes = [];
    for (const [index, file] of files.entries())
      sizes.push((await run(file, { shard: { index, count: 3 } })).graded);
    expect(sizes).toEqual([2, 2, 1]);
    expect(linesOf(results(...files))).toEqual(linesOf(results(whole)));
  });

  test('grades again what has changed', async ({ expect }) => {
    writeFileSync(`${folder}/calls.s`, submission('right'));
    expect(await run(parts)).toMatchObject({ graded: 5, before: 4 });
    const lines = results(parts).trimEnd().split('\n');
    expect(lines.length).toBe(6);
    expect(JSON.parse(lines[5]!)).toMatchObject({ file: 'calls.s', score: 100 });
  });

  test('says how far it has come, and takes that away', async ({ expect }) => {
    let shown = '';
    await run(`${shards}-again`, { shard: { index: 0, count: 3 }, progress: (text) => (shown += text) });
    expect(shown.split('\r\u001b[K').filter(Boolean)).toEqual([
      '0 of 2 submissions graded',
      '1 of 2 submissions graded',
      '2 of 2 submissions graded',
    ]);
    expect(shown.endsWith('\r\u001b[K')).toBe(true);
  });

  test.for([
    [{ graded: 1, before: 0, failed: 0 }, '1 submission graded, 0 could not be run'],
    [{ graded: 4, before: 3, failed: 1 }, '4 submissions graded, 3 of them before, 1 could not be run'],
  ] as const)('%j in words', ([course, text], { expect }) => {
    expect(courseText(course)).toBe(text);
  });
});

function noProgress(_text: string): void {
  // nobody looks
}
