/** The same job under every model: what it takes is the same each time, this computer's time aside. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compare, MODELS } from '../../src/models/index.ts';
import { PAGE, TASKS, withTable } from './table.ts';

const rows = compare(TASKS);

describe('a hundred tasks', () => {
  test('take what is recorded', async () => {
    const steady = rows.map(({ model, measured }) => {
      const { held, yields, waits, time } = measured!;
      const tenths = Object.entries(time).map(([job, nanoseconds]) => [job, (nanoseconds / 1e6).toFixed(1)]);
      return { model, held, yields, waits, time: Object.fromEntries(tenths) as unknown };
    });
    await expect(`${JSON.stringify(steady, null, 2)}\n`).toMatchFileSnapshot('expected/compare.json');
  });

  test('and are in docs/models.md', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(page, 'run `npx tsx test/models/table.ts`').toBe(withTable(page, rows));
  });
});

test('docs/models.md has the numbers of polls', () => {
  const page = readFileSync(PAGE, 'utf8').replaceAll(/\s+/g, ' ');
  for (const name of ['poll-all', 'poll-woken']) {
    const printed = readFileSync(new URL(`expected/futures/${name}.txt`, import.meta.url), 'utf8');
    const [, polls] = /(\d+) polls/.exec(printed)!;
    expect(page).toContain(`futures/${name}.s) ${Number(polls).toLocaleString('en-US')} times`);
  }
});

test('one task waits as long as many', () => {
  for (const { model, measured } of compare(1)) {
    expect(measured!.yields.instructions, model.name).toBeGreaterThan(10);
    expect(measured!.held.stacks, model.name).toBe(model.threads ? 2 : 1);
    expect(Math.round(measured!.time.tasks / 1e6), model.name).toBe(30);
    expect(Math.round(measured!.time['nested-timers'] / 1e6), model.name).toBe(200);
  }
});

test('a model for which there is not enough memory says so', () => {
  const [row] = compare(600, MODELS.slice(0, 1));
  expect(row!.measured).toBeUndefined();
  expect(row!.refusal).toMatch(/^601 threads with stacks of 8388608 bytes and the program need \d+ bytes/);
});
