/** The socket, and the real gdb on it: who may connect, who goes, who interrupts. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { closeServers, ROOT, runGdb, serve, startGdb, tidy, type Served } from './gdb.ts';

afterAll(closeServers);

const DEMO = 'asm/programs/demo.s';

async function socketTo({ server }: Served): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function said(socket: Socket): Promise<string> {
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString('latin1');
}

test('only this computer is listened to, unless somebody asks for more', async () => {
  const { server } = await serve(DEMO);
  expect(server.address).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === 'IPv4' ? [one.address] : []));
  for (const address of others) {
    const [error] = (await once(connect(server.port, address), 'error')) as [Error & { code: string }];
    expect(error.code).toBe('ECONNREFUSED');
  }
});

test('a second client is told why it is refused, and the first one goes on', async () => {
  const served = await serve(DEMO);
  const first = await socketTo(served);
  first.write('$qC#b4');
  expect(await said(first)).toBe('+$QC1#c5');
  const second = await socketTo(served);
  second.write('+$qSupported:multiprocess+#c6');
  expect(await text(second)).toBe('+$E.another client is connected#d2');
  first.write('+$qC#b4');
  expect(await said(first)).toBe('+$QC1#c5');
  first.destroy();
  await expect.poll(() => served.events).toEqual(['connected', 'refused', 'gone']);
  const third = await socketTo(served);
  third.write('$qC#b4');
  expect(await said(third)).toBe('+$QC1#c5');
});

test('a client that vanishes in the middle of a packet or a run leaves the session', async () => {
  const served = await serve('asm/programs/million.s');
  for (const last of ['$m400', '$vCont;c#a8', '$g']) {
    const socket = await socketTo(served);
    socket.write(last);
    socket.resetAndDestroy();
    await expect.poll(() => served.events.at(-1)).toBe('gone');
  }
  const socket = await socketTo(served);
  socket.write('$?#3f');
  expect(await said(socket)).toMatch(/^\+\$T0[25]thread:1;/);
});

test('a megabyte of rubbish is passed over', async () => {
  const served = await serve(DEMO);
  const socket = await socketTo(served);
  socket.write(Buffer.alloc(1 << 20, 'rubbish '));
  socket.write(`$${'m'.repeat(1 << 20)}#00$qC#b4`);
  let all = '';
  while (!all.includes('QC1')) all += await said(socket);
  expect(all).toBe('+$E07#ac+$QC1#c5');
});

test.skipIf(isMissing('gdb'))('gdb is refused while another one is connected, and says so', async () => {
  const served = await serve(DEMO);
  const first = await socketTo(served);
  const child = startGdb(served, '-batch');
  expect(await text(child.stdout)).toContain('another client is connected');
  first.destroy();
});

test.skipIf(isMissing('gdb'))(
  'gdb detaches and connects again, and the program is where it was',
  async () => {
    const served = await serve(DEMO);
    const first = await runGdb(served, 'break nested\ncontinue\ndetach\n');
    expect(first).toContain('hit Breakpoint 1, nested () at asm/programs/demo.s:44');
    expect(first).toContain('[Inferior 1 (process 1) detached]');
    const second = await runGdb(served, 'info threads\nbt\ncontinue\n');
    expect(second).toContain('"nested" (Running) nested () at asm/programs/demo.s:44');
    expect(second).toContain('[Inferior 1 (process 1) exited normally]');
    const third = await runGdb(served, 'reverse-continue\nbreak waits\ncontinue\nkill\n');
    expect(third).toContain('No more reverse-execution history.');
    expect(third).toContain('waits () at asm/programs/demo.s:20');
    await served.server.ended;
  },
);

test.skipIf(isMissing('gdb'))('an editor drives gdb by its machine interface', async () => {
  const served = await serve(DEMO);
  const child = startGdb(served, '--interpreter=mi2');
  child.stdin.end(
    [
      `-break-insert -f ${ROOT}${DEMO}:24`,
      '-exec-continue',
      '-thread-info',
      '-stack-list-frames --thread 1',
      '-exec-next --thread 2',
      '-exec-step-instruction --reverse',
      '-break-delete',
      '-interpreter-exec console "reverse-continue"',
      '-gdb-exit',
      '',
    ].join('\n'),
  );
  const output = await text(child.stdout);
  expect(output).toContain(`fullname="${ROOT}${DEMO}",line="24"`);
  expect(output).toMatch(/\*stopped,reason="breakpoint-hit",.*func="waits",.*line="24",.*thread-id="2"/);
  expect(output).toMatch(/target-id="Thread 1\.1",details="Ready",name="main"/);
  expect(output).toMatch(/stack=\[frame=\{level="0",.*func="switch",.*func="_start"/);
  expect(output).toMatch(/\*stopped,reason="end-stepping-range",.*func="waits",.*line="25"/);
  expect(output).toContain('No more reverse-execution history.');
});

test.skipIf(isMissing('gdb'))('Ctrl-C in gdb stops a program that runs', async () => {
  const served = await serve('test/gdb/programs/forever.s');
  const child = startGdb(served);
  const output = text(child.stdout);
  child.stdin.write('continue\n');
  const { runtime } = served.target;
  await expect.poll(() => runtime.instructions, { timeout: 20_000 }).toBeGreaterThan(1_000_000);
  child.kill('SIGINT');
  child.stdin.end('bt\np $rbx > 1000\nreverse-stepi\nkill\n');
  expect(tidy(await output)).toMatch(
    /received signal SIGINT, Interrupt\.\n.*\n?forever \(\) at test\/gdb\/programs\/forever\.s:\d+[^]*#1 .* in main \(\)[^]*= 1\n/,
  );
});
