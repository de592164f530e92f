/** `fiberscope gdb`: where it listens, what it says, and gdb started by it. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, test } from 'vitest';
import { isElf } from '../../src/elf/format.ts';
import { isMissing } from '../elf/tools.ts';
import { fiberscope, folderWith, start } from './command-line.ts';

const DEMO = 'asm/programs/demo.s';

describe.concurrent('gdb', () => {
  test('says what to type, and ends when gdb kills the program', async ({ expect }) => {
    const child = start(['gdb', '--stop-at', 'nests', DEMO]);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const line = async (): Promise<string> => String((await lines.next()).value);
    // what the program has written by then
    expect(await line()).toBe("I haven't implemented a timer in this example.");
    const said = await line();
    const [, port] = /^target remote 127\.0\.0\.1:(\d+)$/.exec(said) ?? [];
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('$k#6b');
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(0);
  });

  test('says where it cannot listen', async ({ expect }) => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await fiberscope(['gdb', '--port', String(port), DEMO]);
    other.close();
    expect(taken).toMatchObject({ status: 2, stdout: '' });
    expect(taken.stderr).toMatch(
      new RegExp(`^fiberscope: cannot listen at 127\\.0\\.0\\.1:${port}: .*EADDRINUSE`),
    );
    const nowhere = await fiberscope(['gdb', '--listen', '192.0.2.1', DEMO]);
    expect(nowhere).toMatchObject({ status: 2, stdout: '' });
    expect(nowhere.stderr).toMatch(/^fiberscope: cannot listen at 192\.0\.2\.1:0: /);
  });

  test.for([
    [['--port', '65536', DEMO], '--port wants at most 65535, not 65536'],
    [['--stop-at', 'nest', DEMO], "the program has no label 'nest' (did you mean 'nests'?)"],
    [['missing.s'], 'missing.s: no such file'],
    [[], 'no file is named'],
  ] as const)('refuses %j', async ([args, message], { expect }) => {
    const { status, stderr } = await fiberscope(['gdb', ...args]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test('ends where nobody says any more who runs next', async ({ expect }) => {
    const args = ['gdb', '--policy', 'manual', '--max-threads', '8', 'asm/programs/demo.s'];
    const child = start(args);
    const shown = text(child.stderr);
    const [said] = (await once(createInterface(child.stdout), 'line')) as [string];
    const [, port] = /^target remote 127\.0\.0\.1:(\d+)$/.exec(said) ?? [];
    connect(Number(port), '127.0.0.1').write('$vCont;c#a8');
    const [status] = (await once(child, 'close')) as [number];
    expect(await shown).toContain('the input has ended before the program: nobody says who runs next\n');
    expect(await shown).not.toMatch(/^ {4}at /m);
    expect(status).toBe(2);
  });

  test('writes a file for debuggers that want one, and says that there is no gdb', async ({ expect }) => {
    const file = join(folderWith({}), 'demo');
    const env = { GDB: 'no-such-gdb' };
    const { status, stderr } = await fiberscope(['gdb', '--launch', '--symbols', file, DEMO], { env });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'fiberscope: no-such-gdb cannot be started: no such file\n',
    });
    expect(isElf(readFileSync(file))).toBe(true);
  });

  test.skipIf(isMissing('gdb'))('starts gdb, connected, and ends as it does', async ({ expect }) => {
    const { status, stdout } = await fiberscope(['gdb', '--launch', '--stop-at', 'nests', DEMO]);
    expect(stdout).toContain(`nests () at ${DEMO}:33`);
    expect(status).toBe(0);
  });
});
