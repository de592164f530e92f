/** The models as asm/guest/models.h has them for C. */

import { describe, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { fiberscope } from '../cli/command-line.ts';

describe.skipIf(isMissing('cc'))('a C program', () => {
  test('has them all', async () => {
    expect(await fiberscope(['run', 'test/models/models.c'])).toEqual({
      stdout: `a thread
a callback
7 from a promise
14 from a promise
2 from a generator
1 from a generator
0 from a generator
42 from a future
`,
      stderr: '',
      status: 0,
    });
  });
});
