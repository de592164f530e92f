/** `fiberscope models`: one table, and the same as data. */

import { describe, test } from 'vitest';
import { fiberscope, plain, widest } from './command-line.ts';

/** Without this computer's time. */
function steady(shown: string): string {
  return shown.replaceAll(/ +(?:own|[\d,]+\.\d)$/gm, '');
}

describe.concurrent('models', () => {
  test('fits 80 columns, and is the same in colour', async ({ expect }) => {
    const args = ['models', '--threads', '3'];
    const [colored, { stdout, stderr, status }] = await Promise.all([
      fiberscope(args, { env: { FORCE_COLOR: '1' } }),
      fiberscope(args),
    ]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(steady(plain(colored.stdout))).toBe(steady(stdout));
    await expect(steady(stdout)).toMatchFileSnapshot('expected/models-80.txt');
  });

  test('is data with --json', async ({ expect }) => {
    const { stdout, status } = await fiberscope(['models', '--threads', '600', '--json']);
    expect(status).toBe(0);
    const { tasks, models, quoted } = JSON.parse(stdout) as Record<'models' | 'quoted', object[]> & {
      tasks: number;
    };
    expect(tasks).toBe(600);
    expect(models).toEqual([
      { model: 'os-threads', refusal: expect.stringMatching(/^601 threads/) as unknown },
      ...['green-threads', 'callbacks', 'promises', 'futures', 'generators'].map((model) =>
        expect.objectContaining({ model, seconds: expect.any(Number) as unknown }),
      ),
    ]);
    expect(quoted.length).toBeGreaterThan(0);
  });

  test.for([
    [['--threads', '0'], '--threads wants at least 1, not 0'],
    [['--threads', '10001'], '--threads wants at most 10000, not 10001'],
    [['--threads', 'many'], "--threads wants a whole number, not 'many'"],
    [['demo.s'], "models takes no files; 'run' does"],
  ] as const)('%o is refused', async ([args, message], { expect }) => {
    const { stdout, stderr, status } = await fiberscope(['models', ...args]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toBe(`fiberscope: ${message}\nTry 'fiberscope models --help'.\n`);
  });
});
