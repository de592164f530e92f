/** What the real gdb shows of our programs: every script of `sessions/`, with what it printed beside it. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { closeServers, readSession, ROOT, runGdb, serve } from './gdb.ts';

afterAll(closeServers);

const names = readdirSync(join(ROOT, 'test/gdb/sessions'))
  .filter((name) => name.endsWith('.gdb'))
  .map((name) => name.replace(/\.gdb$/, ''));

describe.skipIf(isMissing('gdb'))('gdb shows as expected', () => {
  test.each(names)('%s', async (name) => {
    const { program, script } = readSession(name);
    const output = await runGdb(await serve(program), script);
    await expect(output).toMatchFileSnapshot(`sessions/${name}.txt`);
  });
});
