/** The programs of the corpus are many and small. */

import { expect, test } from 'vitest';
import { expectedOutput, PROGRAMS } from './variants.ts';

test('the corpus has at least seventy programs', () => {
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(70);
});

test.each(PROGRAMS)('%s prints at most twenty lines', (program) => {
  expect(expectedOutput(program)).toMatch(/^(?:.*\n){1,20}$/);
});
