/** The bench works and its results have the right shape; how fast anything is, is asserted nowhere. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { widest } from '../cli/command-line.ts';
import { longSource, SOURCES } from './assembling.ts';
import { median, medians } from './contest.ts';
import { GROUPS, measure } from './groups.ts';
import { plot } from './plot.ts';
import { section, withReport } from './readme.ts';
import { row, type Point, type Report } from './report.ts';
import { TINY } from './sizes.ts';
import { quantity, table } from './table.ts';
import { assemble } from '../../src/assembler/index.ts';
import { ticks } from '../../src/scope/ticks.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** What each line of the table begins with, in TINY sizes. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  programs: ['fib(15)', 'sieve of 1,000, 2 times', '1,000 book switches'],
  checkpoints: ['cost of 1,000 checkpoints', 'a step back'],
  yields: ['yield, 2 threads', 'yield, 10 threads'],
  spawns: ['spawn, 100 threads', 'first run, 100 threads', 'finish, 100 threads'],
  crowd: ['live threads in one machine', 'memory a thread beyond its stack'],
  start: ['fiberscope run to first write'],
  assembling: ['assembling gcc -O2, AT&T', 'assembling gcc -O3, Intel'],
};

describe.each(Object.keys(GROUPS))('%s', (group) => {
  const told: string[] = [];
  const report = measure([group], TINY, { runs: 1, onProgress: (text) => told.push(text) });

  test('has its rows, or says why not', async () => {
    const { rows, notes } = await report;
    if (rows.length === 0) expect(notes).not.toEqual([]);
    else expect(rows.map(({ what }) => what)).toEqual(ROWS[group]);
    for (const { value, goal, met } of rows) {
      expect(value).toBeTypeOf('number');
      expect(value).not.toBeNaN();
      expect(met).toBe(goal && ('least' in goal ? value! >= goal.least : value! <= goal.most));
    }
  });

  test('is the same as data', async () => {
    expect(JSON.parse(JSON.stringify(await report))).toEqual(await report);
  });

  test('fits', async () => {
    expect(widest(table(await report))).toBeLessThanOrEqual(100);
  });

  test('says what it is doing', async () => {
    const { rows } = await report;
    if (rows.length > 0) expect(told.length).toBeGreaterThan(0);
  });
});

const CURVE: readonly Point[] = [
  { threads: 10, yield: 44, bytes: 3_500 },
  { threads: 1_000, yield: 48, bytes: 3_200 },
  { threads: 100_000, yield: null, bytes: null },
];

const REPORT: Report = {
  date: '2026-01-31',
  cpu: 'A Processor',
  cores: 2,
  node: '20.19.0',
  runs: 5,
  rows: [
    row('fib(35)', 'MIPS', 764.4, { least: 750 }, [
      { name: 'here', value: 0.41, unit: 's' },
      { name: 'gcc -O2', value: 0.04, unit: 's' },
      { name: 'qemu', value: 0.25, unit: 's' },
    ]),
    row('yield, 2 threads', 'ns', 45.21, { most: 33 }),
    row('live threads in one machine', 'threads', null, { least: 1_000_000 }),
    row('assembling', 'lines/s', 234_567),
  ],
  curve: CURVE,
  notes: ['gcc is not there'],
};

test('the table', () => {
  expect(table(REPORT)).toBe(`2026-01-31, A Processor, 2 cores, Node 20.19.0; medians of 5 runs

what                           Fiberscope         goal  met  beside it
fib(35)                          764 MIPS   ≥ 750 MIPS  yes  here 0.41 s, gcc -O2 0.04 s,
                                                             qemu 0.25 s
yield, 2 threads                  45.2 ns    ≤ 33.0 ns  no
live threads in one machine             -  ≥ 1,000,000  no
assembling                   235k lines/s

left out: gcc is not there`);
});

test.each([
  [{ value: 0.0412, unit: 's' }, '0.04 s'],
  [{ value: 99.96, unit: 'ns' }, '100.0 ns'],
  [{ value: 12_345.6, unit: 'ns' }, '12,346 ns'],
  [{ value: 42.4, unit: 'bytes' }, '42 B'],
  [{ value: 1e6, unit: 'threads' }, '1,000,000'],
] as const)('%o is shown as %s', (given, text) => {
  expect(quantity(given)).toBe(text);
});

describe('the picture', () => {
  test('has a point for each measurement and a place for each number of threads', () => {
    const svg = plot(CURVE);
    expect(svg.match(/<circle/g)).toHaveLength(4);
    for (const label of ['>10<', '>1k<', '>100k<']) expect(svg.split(label)).toHaveLength(3);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.each([
    [45, [0, 20, 40, 60]],
    [3_152, [0, 1_000, 2_000, 3_000, 4_000]],
    [0, [0]],
  ])('steps up to %i', (largest, steps) => {
    expect(ticks(largest)).toEqual(steps);
  });
});

describe('the README', () => {
  test('has a section with a table, date and processor, and the picture', () => {
    const text = /^\n\n```text\n([^]+)\n```\n\n$/.exec(section(README))?.[1] ?? '';
    const [headline, blank, head, ...rows] = text.split('\n');
    expect(headline).toMatch(/^\d{4}-\d\d-\d\d, .+, \d+ cores, Node [\d.]+; medians of \d+ runs$/);
    expect([blank, head]).toEqual(['', expect.stringMatching(/^what +Fiberscope +goal +met +beside it$/)]);
    expect(rows.length).toBeGreaterThan(10);
    expect(README).toContain('(docs/bench.svg)');
  });

  test('takes another report and keeps all else', () => {
    const once = withReport(README, REPORT);
    expect(section(once)).toBe(`\n\n\`\`\`text\n${table(REPORT)}\n\`\`\`\n\n`);
    expect(withReport(once, REPORT)).toBe(once);
    expect(once.replace(section(once), '')).toBe(README.replace(section(README), ''));
  });

  test('without a section is refused', () => {
    expect(() => withReport('# Fiberscope', REPORT)).toThrow('bench: begin');
  });
});

test('contestants take turns, and the first round does not count', async () => {
  const turns: string[] = [];
  const values = { a: [100, 3, 1, 2], b: [100, 5, 8, 6] };
  const next = (name: 'a' | 'b') => (): number => {
    turns.push(name);
    return values[name].shift()!;
  };
  const found = await medians({ a: next('a'), b: next('b') }, { runs: 3, onProgress: () => undefined });
  expect(found).toEqual({ a: 2, b: 6 });
  expect(turns.join('')).toBe('abababab');
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test.each(Object.keys(SOURCES) as (keyof typeof SOURCES)[])(
  '%s is one long source that assembles',
  (title) => {
    const source = longSource(title, 2_000);
    expect(source.split('\n').length).toBeGreaterThan(2_000);
    expect(() => assemble(source, { name: 'long.s' })).not.toThrow();
  },
);
