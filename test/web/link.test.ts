/** Links hold what they were made of; what strangers have made of them is refused in words. */

import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromFragment, LinkError, toFragment, type Shared } from '../../src/web/share/link.ts';

const SHARED: Shared = {
  program: { name: 'demo.s', text: '.globl main\nmain: ret\n' },
  settings: { maxThreads: 4, stackSize: 65_536, policy: 'manual', choices: { 0: 2 } },
  at: 73,
  unfolded: [0, 3],
  presenting: true,
  embedded: false,
  tab: 'source',
  breakpoints: { 'guest/switch.s': [16, 20] },
};

const fragmentOf = (value: unknown): string =>
  `#p=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;

test('what was shared is what is opened', async () => {
  expect(await fromFragment(await toFragment(SHARED))).toEqual(SHARED);
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7);
  const program = { name: 'a.out', bytes };
  const opened = await fromFragment(await toFragment({ ...SHARED, program }));
  expect(opened).toEqual({ ...SHARED, program });
});

test('a fragment of something else is none', async () => {
  expect(await fromFragment('')).toBe(undefined);
  expect(await fromFragment('#present')).toBe(undefined);
});

test.each([
  ['#p=', 'a part of it is missing or changed'],
  ['#p=%%%', 'a part of it is missing or changed'],
  [fragmentOf(7), "a proper 'the link'"],
  [fragmentOf({ ...SHARED, version: 2 }), 'it is of version 2'],
  [fragmentOf({ ...SHARED, version: 1, at: -1 }), 'its at is -1'],
  [fragmentOf({ ...SHARED, version: 1, at: '<script>' }), "a proper 'at'"],
  [
    fragmentOf({ ...SHARED, version: 1, settings: { maxThreads: 1e9, stackSize: 1 } }),
    'its maxThreads is 1000000000',
  ],
  [fragmentOf({ ...SHARED, version: 1, program: { name: 'x' } }), "a proper 'program'"],
  [
    fragmentOf({ ...SHARED, version: 1, program: { name: 'x', text: 'a'.repeat(8 << 20) } }),
    'more than any program',
  ],
])('%.40s is refused', async (fragment, message) => {
  const opened = fromFragment(fragment);
  await expect(opened).rejects.toThrow(LinkError);
  await expect(opened).rejects.toThrow(message);
});

test('nothing that a stranger writes does more than being refused', async () => {
  const text = fc.oneof(fc.base64String(), fc.string());
  const value = fc.anything().map((one) => fragmentOf(one ?? null));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        text.map((one) => `#p=${one}`),
        value,
      ),
      async (fragment) => {
        try {
          await fromFragment(fragment);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError);
        }
      },
    ),
    { numRuns: 300 },
  );
});
