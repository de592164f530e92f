import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/gdb/request.ts';

const malformed = { kind: 'malformed' };

describe('requests', () => {
  test.each<[packet: string, request: unknown]>([
    ['?', { kind: 'stop reason' }],
    [
      'qSupported:multiprocess+;xmlRegisters=i386',
      { kind: 'supported', features: ['multiprocess+', 'xmlRegisters=i386'] },
    ],
    ['qAttached:1', { kind: 'attached' }],
    ['Hgp1.2', { kind: 'select', purpose: 'look', thread: 2 }],
    ['Hg2', { kind: 'select', purpose: 'look', thread: 2 }],
    ['Hgp0.0', { kind: 'select', purpose: 'look', thread: 'any' }],
    ['Hc-1', { kind: 'select', purpose: 'run', thread: 'all' }],
    ['Hcp1.-1', { kind: 'select', purpose: 'run', thread: 'all' }],
    ['Hcp1', { kind: 'select', purpose: 'run', thread: 'all' }],
    ['Hg', malformed],
    ['Hgp1.', malformed],
    ['Hgp1.x', malformed],
    ['Hg100000000', malformed],
    ['Tp1.a', { kind: 'is alive', thread: 10 }],
    ['m400000,10', { kind: 'read memory', address: 0x40_0000n, length: 16 }],
    ['mffffffffffffffff,1', { kind: 'read memory', address: 2n ** 64n - 1n, length: 1 }],
    ['m10000000000000000,1', malformed],
    ['m400000', malformed],
    ['m,', malformed],
    ['m-1,4', malformed],
    ['M400000,2:0aff', { kind: 'write memory', address: 0x40_0000n, bytes: Uint8Array.of(10, 255) }],
    ['M400000,3:0aff', malformed],
    ['M400000,2:0afg', malformed],
    ['X400000,0:', { kind: 'write memory', address: 0x40_0000n, bytes: new Uint8Array() }],
    ['X400000,3:\n:,', { kind: 'write memory', address: 0x40_0000n, bytes: Uint8Array.of(10, 58, 44) }],
    ['X400000,4:\n:,', malformed],
    ['p10', { kind: 'read register', register: 16 }],
    ['P10=0100', { kind: 'write register', register: 16, bytes: Uint8Array.of(1, 0) }],
    ['P10=010', malformed],
    ['G0', malformed],
    ['Z0,400000,1', { kind: 'insert', point: 'breakpoint', address: 0x40_0000n, size: 1 }],
    ['z2,400000,8', { kind: 'remove', point: 'write', address: 0x40_0000n, size: 8 }],
    ['Z0,400000', malformed],
    ['vCont;c', { kind: 'resume', actions: [{ kind: 'continue', signal: 0, thread: 'all' }] }],
    [
      'vCont;s:p1.2;c:p1.-1',
      {
        kind: 'resume',
        actions: [
          { kind: 'step', signal: 0, thread: 2 },
          { kind: 'continue', signal: 0, thread: 'all' },
        ],
      },
    ],
    ['vCont;C0b:p1.1', { kind: 'resume', actions: [{ kind: 'continue', signal: 11, thread: 1 }] }],
    [
      'vCont;r400000,400005:p1.1',
      {
        kind: 'resume',
        actions: [{ kind: 'range', signal: 0, start: 0x40_0000n, end: 0x40_0005n, thread: 1 }],
      },
    ],
    ['vCont;', malformed],
    ['vCont;x', malformed],
    ['vCont;s:', malformed],
    ['vCont;r400000', malformed],
    ['vCont;C', malformed],
    ['s', { kind: 'resume selected', action: { kind: 'step', signal: 0 } }],
    ['C0b', { kind: 'resume selected', action: { kind: 'continue', signal: 11 } }],
    ['bs', { kind: 'reverse', step: true }],
    ['D;1', { kind: 'detach' }],
    ['qRcmd,68656c70', { kind: 'monitor', command: 'help' }],
    ['qRcmd,6', malformed],
    [
      'qXfer:features:read:target.xml:0,ffb',
      { kind: 'document', document: 'features', annex: 'target.xml', range: { offset: 0, length: 0xffb } },
    ],
    ['qXfer:features:read:target.xml', malformed],
    ['vFile:open:2f70,0,0', { kind: 'open', path: '/p', flags: 0 }],
    ['vFile:open:2f7,0,0', malformed],
    ['vFile:pread:3,1000,0', { kind: 'read file', file: 3, range: { offset: 0, length: 0x1000 } }],
  ])('%s', (packet, request) => {
    expect(readRequest(packet)).toEqual(request);
  });

  test.each([
    'vMustReplyEmpty',
    'qCRC:0,1',
    'qXfer:auxv:read::0,1',
    'Z9,400000,1',
    'vFile:unlink:2f',
    'QNonStop:1',
    '',
    '!',
    'R00',
    'vRun;',
    'ggg',
  ])('of %j nothing is known', (packet) => {
    expect(readRequest(packet)).toBeUndefined();
  });

  test('are read from whatever comes', () => {
    const start = fc.constantFrom(
      'm',
      'M',
      'X',
      'g',
      'G',
      'p',
      'P',
      'H',
      'Z',
      'z',
      'vCont;',
      'vFile:',
      'qXfer:',
      'T',
      'q',
      'Q',
      'C',
      '',
    );
    const rest = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefprsc:;,.-='.split('')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(start, rest, (begin, end) => {
        const request = readRequest(begin + end);
        expect(request === undefined || typeof request.kind === 'string').toBe(true);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
