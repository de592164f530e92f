/** The session without gdb: what it answers, and every pitfall of talking to gdb that we have come by. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame } from '../../src/gdb/framing.ts';
import { bytesOf, hexOfText, textOfHex } from '../../src/gdb/text.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';
import { Client, greeted, sessionOf } from './client.ts';

/** A thread that yields, and one more. */
const TWO = mainOf(
  'lea rdi, [rip+worker]; call spawn; lea rdi, [rip+other]; call spawn; call yield_thread',
  `worker: push rbx
   call yield_thread
   pop rbx
   ret
   other: ret
   .data
   .balign 8
   value: .quad 5`,
);

const two = (): Promise<Client> => greeted(sessionOf(runtimeOf(TWO)));

const symbols = new Map<string, Runtime>();

function addressOf(label: string, source = TWO): string {
  const runtime = symbols.get(source) ?? runtimeOf(source);
  symbols.set(source, runtime);
  return runtime.process.symbols.get(label).toString(16);
}

const END_OF_SWITCH = (BigInt(`0x${addressOf('switch')}`) + 58n).toString(16);

async function runTo(client: Client, label: string): Promise<string> {
  const point = `0,${addressOf(label)},1`;
  await client.ask(`Z${point}`);
  const stop = await client.ask('vCont;c');
  await client.ask(`z${point}`);
  return stop;
}

/** rip as a packet has it, from all registers. */
const ripOf = (registers: string): string => reversed(registers.slice(16 * 16, 17 * 16));
const rspOf = (registers: string): string => reversed(registers.slice(7 * 16, 8 * 16));
const reversed = (hex: string): string =>
  Buffer.from(hex, 'hex')
    .reverse()
    .toString('hex')
    .replace(/^0+(?=.)/, '');

describe('a client that connects', () => {
  test('is told what there is', async () => {
    const client = new Client(sessionOf(runtimeOf(TWO)));
    expect(await client.ask('qSupported:multiprocess+;swbreak+')).toMatch(
      /^PacketSize=4000;.*multiprocess\+;.*ReverseStep\+;ReverseContinue\+;.*qXfer:exec-file:read\+$/,
    );
    expect(client.signs).toEqual(['acknowledged']);
    expect(await client.ask('vMustReplyEmpty')).toBe('');
    expect(await client.ask('QStartNoAckMode')).toBe('OK');
    expect(await client.ask('?')).toBe('T05thread:p1.1;');
    expect(client.signs).toEqual([]);
    expect(await client.ask('qAttached:1')).toBe('1');
    expect(await client.ask('qC')).toBe('QCp1.1');
    expect(await client.ask('qfThreadInfo')).toBe('mp1.1');
    expect(await client.ask('qsThreadInfo')).toBe('l');
    expect(await client.ask('vCont?')).toBe('vCont;c;C;s;S;r');
  });

  test('that knows neither processes nor breakpoints is not told of them', async () => {
    const client = new Client(sessionOf(runtimeOf(TWO)));
    await client.ask('qSupported:xmlRegisters=i386');
    expect(await runTo(client, 'worker')).toBe('T05thread:2;');
    expect(await client.ask('qfThreadInfo')).toBe('m1,2,3');
    expect(await client.ask('qXfer:threads:read::0,1000')).toContain(
      '<thread id="2" name="worker">Running</thread>',
    );
  });

  test('reads documents in parts', async () => {
    const client = await two();
    const whole = await client.ask('qXfer:features:read:target.xml:0,4000');
    expect(whole[0]).toBe('l');
    const parts = [];
    for (let offset = 0; parts.at(-1)?.[0] !== 'l'; offset += 0x1000) {
      parts.push(await client.ask(`qXfer:features:read:target.xml:${offset.toString(16)},1000`));
    }
    const text = parts.map((part) => part.slice(1)).join('');
    expect(text).toMatch(/^<\?xml.*<reg name="rax" bitsize="64".*<\/target>$/s);
    expect(text).toBe(whole.slice(1));
    expect(parts.length).toBeGreaterThan(1);
    expect(await client.ask('qXfer:features:read:target.xml:100000,10')).toBe('l');
    expect(await client.ask('qXfer:features:read:other.xml:0,10')).toBe('E02');
    expect(await client.ask('qXfer:exec-file:read:1:0,100')).toBe('l/program');
  });

  test('opens the program, and nothing else', async () => {
    const client = await two();
    const open = (path: string, flags = 0): Promise<string> =>
      client.ask(`vFile:open:${hexOfText(path)},${flags},0`);
    expect(await client.ask('vFile:setfs:0')).toBe('F0');
    for (const path of [
      'just probing',
      '/etc/passwd',
      '/program/../etc/passwd',
      '',
      '/program\0',
      '../program',
    ]) {
      expect(await open(path), path).toBe('F-1,2');
    }
    expect(await open('/program', 1)).toBe('F-1,d');
    expect(await open('/program')).toBe('F3');
    expect(await client.ask('vFile:pread:3,4,4')).toBe('F4;prog');
    expect(await client.ask('vFile:pread:3,ffffffff,8')).toBe('F3;ram');
    expect(await client.ask('vFile:pread:3,4,ffffffff')).toBe('F0;');
    expect(await client.ask('vFile:pread:4,4,0')).toBe('F-1,9');
    expect(await client.ask('vFile:fstat:3')).toMatch(/^F40;.{64}$/s);
    expect(await client.ask('vFile:fstat:0')).toBe('F-1,9');
    expect(await client.ask('vFile:close:3')).toBe('F0');
    expect(await client.ask('vFile:close:1')).toBe('F-1,9');
    expect(await client.ask('vFile:unlink:2f70726f6772616d')).toBe('');
  });
});

describe('pitfalls', () => {
  test('1: after a stop the registers are those of the thread that stopped', async () => {
    const client = await two();
    await client.ask('Hgp1.1');
    expect(await runTo(client, 'worker')).toBe('T05thread:p1.2;swbreak:;');
    expect(ripOf(await client.ask('g'))).toBe(addressOf('worker'));
    await client.ask('Hgp1.1');
    expect(ripOf(await client.ask('g'))).not.toBe(addressOf('worker'));
    // and asking again why it stopped is a stop
    await client.ask('?');
    expect(ripOf(await client.ask('g'))).toBe(addressOf('worker'));
  });

  test('2: every stop says its thread', async () => {
    const client = await two();
    const stops = [
      await client.ask('?'),
      await client.ask('vCont;s:p1.1;c:p1.-1'),
      await client.ask('bs'),
      await client.ask('bc'),
    ];
    for (const stop of stops) expect(stop).toMatch(/^T05thread:p1\.1;/);
  });

  test('3: a breakpoint says that it is one, and the pc is on it', async () => {
    const client = await two();
    const other = addressOf('other');
    expect(await runTo(client, 'other')).toBe('T05thread:p1.3;swbreak:;');
    expect(ripOf(await client.ask('g'))).toBe(other);
  });

  test('4: a step that changes the thread is no signal', async () => {
    const client = await two();
    await runTo(client, 'switch');
    const stops = [];
    for (let count = 0; count < 8; count++) {
      stops.push(await client.ask('vCont;s:p1.1;c:p1.-1'));
    }
    expect(stops).toEqual([...Array<string>(7).fill('T05thread:p1.1;'), 'T00thread:p1.2;']);
    expect(await client.ask('bs')).toBe('T00thread:p1.1;');
  });

  test('5: a step of a thread that waits runs until it has executed one instruction', async () => {
    const client = await two();
    await runTo(client, 'worker');
    await client.ask('Hgp1.1');
    expect(ripOf(await client.ask('g'))).toBe(END_OF_SWITCH);
    expect(await client.ask('vCont;s:p1.1;c:p1.-1')).toBe('T05thread:p1.1;');
    expect(await client.ask('qC')).toBe('QCp1.1');
    // it has returned from switch, which main called by way of yield_thread
    const main = BigInt(`0x${addressOf('main')}`);
    const rip = BigInt(`0x${ripOf(await client.ask('g'))}`);
    expect(rip > main && rip < BigInt(`0x${addressOf('worker')}`)).toBe(true);
  });

  test('5: and is refused, and told why, when no other may run', async () => {
    const client = await two();
    await runTo(client, 'worker');
    client.received.length = 0;
    client.send('vCont;s:p1.1');
    expect(await client.answer()).toBe('T00thread:p1.1;');
    expect(textOfHex(client.packets[0]!.slice(1))).toBe(
      'Thread 1 has given the processor away, and goes on when the others have run: set scheduler-locking off\n',
    );
    expect(await client.ask('vCont;s:p1.2')).toBe('T05thread:p1.2;');
    expect(await client.ask('vCont;c:p1.2')).toBe('T00thread:p1.2;');
    expect(await client.ask('vCont;s:p1.9')).toBe('E03');
  });

  test('7: numbers begin with 1, and none comes twice', async () => {
    // three spawn in turn into the same slot
    const source = mainOf(
      'mov ebx, 3; 1: lea rdi, [rip+worker]; call spawn; call yield_thread; dec ebx; jnz 1b',
      'worker: ret',
    );
    const client = await greeted(sessionOf(runtimeOf(source)));
    await client.ask(`Z0,${addressOf('worker', source)},1`);
    const stops = [await client.ask('vCont;c'), await client.ask('vCont;c'), await client.ask('vCont;c')];
    expect(stops).toEqual([2, 3, 4].map((number) => `T05thread:p1.${number};swbreak:;`));
    expect(await client.ask('Tp1.2')).toBe('E03');
    expect(await client.ask('Tp1.4')).toBe('OK');
    expect(await client.ask('Hgp1.3')).toBe('E03');
    // backwards they are what they were
    expect(await client.ask('bc')).toBe('T05thread:p1.3;swbreak:;');
  });

  test('8: a watchpoint that cannot be is an error, not an empty answer', async () => {
    const client = await two();
    const value = addressOf('value');
    expect(await client.ask(`Z2,${value},8`)).toBe('OK');
    for (const packet of ['Z2,10,8', 'Z2,ffffffffffff,8', `Z3,${value},0`, `Z4,${value},100000`]) {
      expect(await client.ask(packet), packet).toBe('E1c');
    }
    const answers = [];
    for (let at = 0; at < 20; at++) {
      answers.push(await client.ask(`Z2,${(BigInt(`0x${value}`) + BigInt(at * 8)).toString(16)},8`));
    }
    expect(answers.filter((answer) => answer === 'OK')).toHaveLength(16);
    expect(answers.at(-1)).toBe('E1c');
  });

  test('9: a thread that waits is at the end of switch, and what its context does not hold is unavailable', async () => {
    const client = await two();
    await runTo(client, 'other');
    await client.ask('Hgp1.2');
    const registers = await client.ask('g');
    expect(ripOf(registers)).toBe(END_OF_SWITCH);
    expect(registers.slice(0, 16)).toBe('x'.repeat(16));
    expect(await client.ask('p0')).toBe('x'.repeat(16));
    expect(await client.ask('p1')).toBe('0'.repeat(16));
    expect(await client.ask('P0=0100000000000000')).toBe('E16');
    expect(await client.ask('P1=0100000000000000')).toBe('OK');
    expect(await client.ask('p1')).toBe(`01${'0'.repeat(14)}`);
  });

  test('10: a thread that has not begun is at its task, which returns to skip', async () => {
    const client = await two();
    await runTo(client, 'worker');
    await client.ask('Hgp1.3');
    const registers = await client.ask('g');
    expect(ripOf(registers)).toBe(addressOf('other'));
    expect(reversed(await client.ask(`m${rspOf(registers)},8`))).toBe(addressOf('skip'));
  });
});

describe('memory', () => {
  test('is read as far as there is some', async () => {
    const client = await two();
    const top = 0x400_0000;
    expect(await client.ask(`m${addressOf('value')},8`)).toBe('0500000000000000');
    expect(await client.ask(`m${(top - 4).toString(16)},8`)).toMatch(/^[\da-f]{8}$/);
    expect((await client.ask(`m${addressOf('value')},ffffffff`)).length).toBeGreaterThan(16);
    for (const where of ['0,8', '10000,8', '3fffff,1', `${top.toString(16)},1`, 'ffffffffffffffff,8']) {
      expect(await client.ask(`m${where}`), where).toBe('E0e');
    }
    expect(await client.ask('m0,0')).toBe('');
  });

  test('is written, code too, or not at all', async () => {
    const client = await two();
    const value = addressOf('value');
    expect(await client.ask(`M${value},2:0709`)).toBe('OK');
    expect(await client.ask(`X${value},0:`)).toBe('OK');
    expect(await client.ask(`m${value},4`)).toBe('07090000');
    expect(await client.ask('M3ffffff,2:0709')).toBe('E0e');
    expect(await client.ask('M10000,1:07')).toBe('E0e');
    // int3
    expect(await client.ask(`X${addressOf('worker')},1:\u00cc`)).toBe('OK');
    expect(await client.ask('vCont;c')).toBe('T05thread:p1.2;');
  });
});

describe('registers', () => {
  test('are written all together, or not at all', async () => {
    const client = await two();
    await runTo(client, 'worker');
    const registers = await client.ask('g');
    const changed = `07${registers.slice(2, 16)}09${registers.slice(18)}`;
    expect(await client.ask(`G${changed}`)).toBe('OK');
    expect(await client.ask('g')).toBe(changed);
    expect(await client.ask(`G${changed}00`)).toBe('E16');
    // cs, which nobody can change
    const at = 2 * (17 * 8 + 4);
    expect(await client.ask(`G08${changed.slice(2, at)}01${changed.slice(at + 2)}`)).toBe('E16');
    expect(await client.ask('g')).toBe(changed);
  });

  test('that cannot be written leave what is ahead as it is', async () => {
    const client = await two();
    await runTo(client, 'worker');
    // it would be forgotten with a change
    await client.ask(`M${addressOf('value')},1:07`);
    await client.ask('bc');
    for (const packet of ['P11=0000000000000000', 'P12=01000000', 'Pff=00', 'M10,1:00', 'X400000,0:']) {
      expect(await client.ask(packet), packet).toMatch(/^E|OK/);
    }
    await runTo(client, 'other');
    expect(await client.ask(`m${addressOf('value')},1`)).toBe('07');
  });
});

describe('the end', () => {
  test('of the program is its status, of a fault that goes on its signal', async () => {
    const exits = await greeted(sessionOf(runtimeOf(mainOf('mov eax, 300'))));
    expect(await exits.ask('vCont;c')).toBe('W2c;process:1');
    const faults = await greeted(sessionOf(runtimeOf(mainOf('ud2'))));
    expect(await faults.ask('vCont;c')).toBe('T04thread:p1.1;');
    expect(await faults.ask('vCont;c')).toBe('T04thread:p1.1;');
    expect(await faults.ask('vCont;C04:p1.1;c:p1.-1')).toBe('X04;process:1');
  });

  test('of the program is where the next client finds it, and goes back from', async () => {
    const session = sessionOf(runtimeOf(mainOf('mov eax, 3')));
    const one = await greeted(session);
    expect(await one.ask('vCont;c')).toBe('W03;process:1');
    one.gone();
    const other = await greeted(session);
    expect(await other.ask('?')).toBe('T05thread:p1.1;replaylog:end;');
    expect(await other.ask('bs')).toBe('T05thread:p1.1;');
    expect(await other.ask('bc')).toBe('T05thread:p1.1;replaylog:begin;');
    expect(await other.ask('vCont;c')).toBe('W03;process:1');
  });

  test('of a connection leaves the program where it is, without the breakpoints', async () => {
    const session = sessionOf(runtimeOf(TWO));
    const one = await greeted(session);
    await runTo(one, 'worker');
    await one.ask(`Z0,${addressOf('other')},1`);
    expect(await one.ask('D;1')).toBe('OK');
    expect(one.closed).toBe('yes');
    one.gone();
    const other = await greeted(session);
    expect(await other.ask('?')).toBe('T05thread:p1.2;swbreak:;');
    expect(ripOf(await other.ask('g'))).toBe(addressOf('worker'));
    expect(await other.ask('vCont;c')).toBe('W01;process:1');
  });

  test('of a connection in the middle of a run stops the run', async () => {
    const session = sessionOf(runtimeOf(mainOf('1: jmp 1b')));
    const one = await greeted(session);
    one.send('vCont;c');
    one.gone();
    const other = await greeted(session);
    expect(await other.ask('?')).toBe('T02thread:p1.1;');
    other.send('vCont;c');
    await new Promise((resolve) => setTimeout(resolve, 30));
    other.raw('\u0003');
    expect(await other.answer()).toBe('T02thread:p1.1;');
  });

  test('of all is asked for by kill', async () => {
    const client = await two();
    expect(await client.ask('vKill;1')).toBe('OK');
    expect(client.closed).toBe('with the session');
    const old = await two();
    expect(await old.ask('k')).toBe('closed: with the session');
  });
});

test('an interrupt goes before what has been sent meanwhile, which is answered then', async () => {
  const client = await greeted(sessionOf(runtimeOf(mainOf('1: jmp 1b'))));
  for (const run of ['vCont;c', 'vCont;r0,ffffffff:p1.1;c:p1.-1']) {
    client.received.length = 0;
    client.send(run);
    client.send('qC');
    client.raw('\u0003');
    expect(await client.answer()).toBe('T02thread:p1.1;');
    expect(client.packets).toEqual(['T02thread:p1.1;', 'QCp1.1']);
  }
  client.received.length = 0;
  client.raw('\u0003');
  expect(client.packets).toEqual([]);
});

test('who says too much while the program runs is cut off', async () => {
  const client = await greeted(sessionOf(runtimeOf(mainOf('1: jmp 1b'))));
  client.send('vCont;c');
  for (let count = 0; count < 100; count++) client.send('qC');
  expect(client.closed).toBe('yes');
});

test('what is damaged is asked for again, and what has been sent is sent again', async () => {
  const client = new Client(sessionOf(runtimeOf(TWO)));
  client.raw('$qC#00');
  expect(client.signs).toEqual(['again']);
  expect(await client.ask('qC')).toBe('QC1');
  client.received.length = 0;
  client.raw('-');
  expect(client.packets).toEqual(['QC1']);
});

test('too much in one packet is an error', async () => {
  const client = await two();
  expect(await client.ask('m'.repeat(1 << 20))).toBe('E07');
  expect(await client.ask('qC')).toBe('QCp1.1');
});

test('whatever a client says, there is an answer', async () => {
  const packets = [
    '?', 'g', 'G00', 'p5', 'pff', 'P5=00', 'm400000,8', 'm0,8', 'M400000,1:90', 'X400000,1:\u0090', 'Hgp1.1', 'Hg7', 'Hcp1.2',
    'Tp1.1', 'Z0,400005,1', 'z0,400005,1', 'Z2,401000,8', 'z2,401000,8', 'vCont;s:p1.1', 'vCont;s:p1.2;c', 'vCont;r400000,400010:p1.1;c',
    'bs', 'bc', 's', 'vCont?', 'qRcmd,68', 'qXfer:threads:read::0,100', 'qsThreadInfo', 'qfThreadInfo', 'vFile:open:2f,0,0',
    'G' + 'ff'.repeat(600), 'P10=0000000000000000', 'P7=ffffffffffffffff', 'C05', 'vCont;C05:p1.1',
  ]; // prettier-ignore
  const random = fc.oneof(fc.constantFrom(...packets), fc.string({ unit: 'binary-ascii', maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(fc.array(random, { maxLength: 25 }), async (sent) => {
      const client = await greeted(sessionOf(programOf('counters')));
      for (const packet of sent) {
        // these run the demo to its end, or end the connection
        if (/^(?:vCont;c|c|C|k|D|QStart)/.test(packet)) continue;
        expect(typeof (await client.ask(packet))).toBe('string');
      }
      client.raw(frame(bytesOf('qC')).subarray(0, 3));
    }),
    { seed: 7, numRuns: 30 },
  );
});
