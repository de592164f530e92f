import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { DOCUMENTATION, replayed, sessionsOf } from './documentation.ts';
import { closeServers } from './gdb.ts';

afterAll(closeServers);

describe.skipIf(isMissing('gdb'))('the sessions of the documentation are what gdb shows', () => {
  const sessions = sessionsOf(readFileSync(DOCUMENTATION, 'utf8'));

  test('and there are some', () => {
    expect(sessions.length).toBeGreaterThan(2);
  });

  test.each(sessions)('of $program', async (session) => {
    expect(await replayed(session)).toBe(session.lines);
  });
});
