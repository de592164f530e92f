import { describe, expect, test } from 'vitest';
import { MAX_BREAKPOINTS, THREAD_FUNCTION } from '../../asm/abi.ts';
import { Debugger, type DebuggerOptions } from '../../src/debugger/index.ts';
import { UnknownLabel } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';

const LOOP = mainOf(
  `mov ebx, 5
   again: mov rdi, rbx; call double; add [rip + sum], rax; nop; dec ebx; jnz again
   after: mov rax, [rip + sum]`,
  'double: lea rax, [rdi + rdi]; ret\n.data\n.balign 8\nsum: .quad 0\nother: .quad 0',
);
const debug = (source = LOOP, options?: DebuggerOptions): Debugger =>
  new Debugger(runtimeOf(source), options);
const sumOf = ({ runtime }: Debugger): bigint =>
  runtime.machine.readU64(Number(runtime.process.symbols.get('sum')));
const labelOf = ({ runtime }: Debugger, rip: bigint): string | undefined =>
  runtime.process.symbols.nameOf(rip);

describe('breakpoints', () => {
  test('stop before their instruction, each time, and forget nothing backwards', () => {
    const one = debug();
    const { id } = one.addBreakpoint('double');
    const stops = Array.from({ length: 5 }, () => one.continue());
    expect(stops.map(({ reason }) => reason.kind)).toEqual(Array(5).fill('breakpoint'));
    expect(stops[0]).toMatchObject({ reason: { kind: 'breakpoint', id }, thread: 0 });
    expect(one.continue()).toMatchObject({ reason: { kind: 'end', outcome: { kind: 'exit', status: 30 } } });
    expect(one.continue().reason.kind).toBe('end');
    expect(Array.from({ length: 5 }, () => one.reverseContinue())).toEqual(stops.toReversed());
    expect(one.reverseContinue()).toMatchObject({ reason: { kind: 'beginning' }, instruction: 0 });
    expect(one.remove(id)).toBe(true);
    expect(one.remove(id)).toBe(false);
    expect(one.continue().reason.kind).toBe('end');
  });

  test('have conditions', () => {
    const one = debug();
    one.addBreakpoint('double', ({ machine }) => machine.getRegister('rdi') === 2n);
    expect(one.continue().reason.kind).toBe('breakpoint');
    expect(sumOf(one)).toBe(24n);
    expect(one.continue().reason.kind).toBe('end');
    expect(one.reverseContinue().reason.kind).toBe('breakpoint');
    expect(sumOf(one)).toBe(24n);
  });

  test('need a label that there is, and are no more than the machine takes', () => {
    const one = debug();
    expect(() => one.addBreakpoint('dubble')).toThrow(UnknownLabel);
    for (let address = 0; address <= MAX_BREAKPOINTS; address++) one.addBreakpoint(0x50_0000 + address);
    expect(() => one.continue()).toThrow(`at most ${MAX_BREAKPOINTS} breakpoints`);
  });
});

describe('watchpoints', () => {
  test('stop behind the instruction, with the bytes before and after', () => {
    const one = debug();
    const { id } = one.addWatchpoint('sum');
    const stop = one.continue();
    expect(stop.reason).toMatchObject({ kind: 'watchpoint', id, access: 'write' });
    expect(stop.reason).toMatchObject({
      before: new Uint8Array(8),
      after: Uint8Array.of(10, 0, 0, 0, 0, 0, 0, 0),
    });
    expect(stop.reason.kind === 'watchpoint' && labelOf(one, stop.reason.by)).toBe('again+0x8');
    const sums = Array.from({ length: 4 }, () => (one.continue(), sumOf(one)));
    expect(sums).toEqual([18n, 24n, 28n, 30n]);
    expect(one.continue().reason.kind).toBe('end');
    expect(Array.from({ length: 5 }, () => (one.reverseContinue(), sumOf(one)))).toEqual([
      30n,
      28n,
      24n,
      18n,
      10n,
    ]);
  });

  test.each([
    ['read', 6],
    ['write', 5],
    ['access', 6],
    ['change', 5],
  ] as const)('of the kind %s stop %i times', (kind, times) => {
    const one = debug();
    one.addWatchpoint('sum', { kind });
    let count = 0;
    while (one.continue().reason.kind === 'watchpoint') count++;
    expect(count).toBe(times);
  });

  test('of the kind read do not stop at what only writes, those for changes not at the same value', () => {
    const source = mainOf('mov [rip + sum], rax; mov [rip + sum], rax; xor eax, eax', '.data\nsum: .quad -1');
    const one = debug(source);
    one.addWatchpoint('sum', { kind: 'read' });
    expect(one.continue().reason.kind).toBe('end');
    const other = debug(source);
    other.addWatchpoint('sum');
    expect(other.continue().reason.kind).toBe('watchpoint');
    expect(other.continue().reason.kind).toBe('end');
  });

  test('see what system calls write', () => {
    const one = new Debugger(programOf('demo'));
    const { layout } = one.runtime.process;
    one.addWatchpoint(layout.record(1) + THREAD_FUNCTION);
    const stop = one.continue();
    expect(stop.reason).toMatchObject({ kind: 'watchpoint', access: 'write', before: new Uint8Array(8) });
    expect(one.runtime.threads[1]).toMatchObject({ id: 1, state: 'Ready' });
    expect(one.runtime.threads[1]!.task).not.toBe(0n);
    one.continue();
    expect(one.reverseContinue()).toEqual(stop);
  });

  test('of a register stop behind what changes it', () => {
    const one = debug();
    const { id } = one.watchRegister('rbx');
    one.runTo({ address: 'again' });
    const values = Array.from({ length: 5 }, () => one.continue().reason).map((reason) =>
      reason.kind === 'register' ? [reason.id, reason.before, reason.after] : reason.kind,
    );
    expect(values).toEqual([5n, 4n, 3n, 2n, 1n].map((value) => [id, value, value - 1n]));
    one.reverseContinue();
    expect(one.runtime.machine.getRegister('rbx')).toBe(1n);
  });

  test('lie in memory that there is', () => {
    expect(() => debug().addWatchpoint(0x10)).toThrow('outside of the guest');
  });
});

describe('steps', () => {
  test('go in both directions', () => {
    const one = debug();
    one.step(20);
    const { rip, instruction } = one.step();
    one.step(7);
    expect(one.stepBack(7)).toMatchObject({ reason: { kind: 'done' }, instruction, rip });
    expect(one.stepBack(1_000)).toMatchObject({ reason: { kind: 'beginning' }, instruction: 0 });
  });

  test('come to the end and back from it', () => {
    const one = debug();
    const end = one.step(1_000_000);
    expect(end.reason).toMatchObject({ kind: 'end' });
    expect(one.runtime.process.ended).toBeDefined();
    expect(one.stepBack()).toMatchObject({ reason: { kind: 'done' }, instruction: end.instruction - 1 });
    expect(one.runtime.process.ended).toBeUndefined();
    expect(one.step()).toEqual({ ...end, reason: end.reason });
  });

  test('come to a fault and back from it', () => {
    const one = debug(mainOf('mov ecx, 3; 1: dec ecx; jnz 1b; mov [rcx], eax'));
    const end = one.continue();
    expect(end.reason).toMatchObject({ kind: 'end', outcome: { kind: 'fault', signal: 'SIGSEGV' } });
    expect(one.stepBack().instruction).toBe(end.instruction - 1);
    expect(one.step()).toMatchObject({ reason: { kind: 'done' }, instruction: end.instruction });
    expect(one.step()).toEqual(end);
  });

  test('over a call, through a switch too, come back to the same thread', () => {
    const one = new Debugger(programOf('counters'));
    one.runTo({ switch: 1 });
    one.runTo({ address: 'yield_thread' });
    one.finish();
    const { thread } = one.stepBack(0);
    one.addBreakpoint('yield_thread', ({ current }) => current === thread);
    one.continue();
    const caller = one.finish();
    expect(caller).toMatchObject({ reason: { kind: 'done' }, thread });
  });

  test('next goes over calls and repeats, finish out of a function', () => {
    const one = debug(
      mainOf(
        'lea rdi, [rip + area]; mov ecx, 9; start: rep stosb; call double',
        'double: nop; nop; ret\n.bss\narea: .skip 16',
      ),
    );
    one.runTo({ address: 'start' });
    const { instruction } = one.next();
    expect(one.runtime.machine.getRegister('rcx')).toBe(0n);
    expect(one.next().instruction).toBe(instruction + 4);
    one.runTo({ instruction: instruction + 2 });
    expect(labelOf(one, one.stepBack(0).rip)).toBe('double+0x1');
    expect(one.finish().instruction).toBe(instruction + 4);
  });

  test('finish says so where nobody has called', () => {
    expect(() => debug().finish()).toThrow('nobody has called');
  });
});

describe('runTo', () => {
  test('switches, in both directions', () => {
    const one = new Debugger(programOf('counters'));
    const third = one.runTo({ switch: 3 });
    expect(one.runtime.switchCount).toBe(3);
    const fourth = one.runTo({ switch: 'next' });
    expect(one.runTo({ switch: 'previous' })).toEqual(third);
    one.runTo({ switch: 5 });
    one.stepBack();
    expect(one.runTo({ switch: 'previous' })).toEqual(fourth);
    one.runTo({ switch: 1 });
    expect(one.runTo({ switch: 'previous' })).toMatchObject({
      reason: { kind: 'beginning' },
      instruction: 0,
    });
    expect(one.runTo({ switch: 1_000_000 }).reason.kind).toBe('end');
  });

  test('goes to the next one from where a thread is about to ask for it', () => {
    const one = new Debugger(programOf('demo'));
    const first = one.runTo({ switch: 1 });
    const decided = one.runtime.lastSwitch!.instruction;
    for (const before of [1, 2]) {
      one.runTo({ instruction: decided - before });
      expect(one.runTo({ switch: 'next' })).toEqual(first);
    }
  });

  test('moments, whatever was stopped at before', () => {
    const one = debug();
    one.addBreakpoint('double');
    expect(one.runTo({ instruction: 30 })).toMatchObject({ reason: { kind: 'done' }, instruction: 30 });
    expect(one.runTo({ instruction: 10 })).toMatchObject({ reason: { kind: 'done' }, instruction: 10 });
  });

  test('stops after so many instructions as a command may take', () => {
    const one = debug(mainOf('1: jmp 1b'), { maxInstructions: 500 });
    expect(one.continue()).toMatchObject({ reason: { kind: 'limit' }, instruction: 500 });
    expect(one.runTo({ address: 'main' })).toMatchObject({ reason: { kind: 'limit' }, instruction: 1_000 });
  });
});

describe('an edit', () => {
  test('belongs to the history from then on', () => {
    const one = debug();
    one.runTo({ address: 'after' });
    const { instruction } = one.stepBack(3);
    one.edit(({ machine, process }) => {
      machine.writeU64(Number(process.symbols.get('sum')), 100n);
    });
    expect(one.continue().reason).toMatchObject({ outcome: { status: 100 } });
    one.runTo({ instruction: 5 });
    expect(sumOf(one)).toBe(0n);
    one.runTo({ instruction: instruction - 1 });
    expect(sumOf(one)).toBe(28n);
    one.step();
    expect(sumOf(one)).toBe(100n);
    one.runTo({ instruction: 5 });
    expect(one.continue().reason).toMatchObject({ outcome: { status: 100 } });
  });
});
