import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATE, STATE_SIZE } from '../../asm/abi.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';

/** Registers, flags, clock, and all that the guest can see. */
function picture(runtime: Runtime): unknown {
  const { machine, output, instructions, current, switches } = runtime;
  const states = runtime.threads.map(({ state }) => state);
  const registers = machine.bytes.slice(STATE, STATE + STATE_SIZE);
  // the lazy flags may be held differently for the same rflags
  return [
    machine.getRegister('rflags'),
    registers.slice(0, 0xa8),
    output,
    instructions,
    current,
    states,
    switches,
  ];
}

describe('stopping and going on', () => {
  const whole = programOf('counters');
  whole.run();

  test('at any instruction is the same as running through', () => {
    const { instructions } = whole;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: instructions - 1 }), { minLength: 1, maxLength: 6 }),
        (stops) => {
          const runtime = programOf('counters');
          for (const stop of stops.sort((a, b) => a - b)) {
            expect(runtime.run({ until: { instruction: stop } })).toEqual({
              kind: 'stopped',
              why: 'instruction',
            });
            expect(runtime.instructions).toBe(stop);
          }
          expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
          expect(picture(runtime)).toEqual(picture(whole));
          // toEqual would take minutes over so many bytes
          expect(
            Buffer.compare(runtime.machine.bytes.subarray(0x400000), whole.machine.bytes.subarray(0x400000)),
          ).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('one by one too', () => {
    const runtime = programOf('counters');
    while (runtime.run({ maxInstructions: 1 }).kind === 'limit');
    expect(picture(runtime)).toEqual(picture(whole));
  });

  test('gives the same picture at the same instruction, however it came there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: whole.instructions - 1 }),
        fc.integer({ min: 1, max: 60 }),
        (stop, step) => {
          const straight = programOf('counters');
          straight.run({ until: { instruction: stop } });
          const stepped = programOf('counters');
          while (stepped.instructions < stop) {
            stepped.run({ maxInstructions: step, until: { instruction: stop } });
          }
          expect(picture(stepped)).toEqual(picture(straight));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('until', () => {
  test('a switch: the new thread goes on next', () => {
    const runtime = programOf('demo');
    for (const [index, to] of [1, 2, 3, 0, 1, 0].entries()) {
      expect(runtime.run({ until: { switch: index + 1 } })).toEqual({ kind: 'stopped', why: 'switch' });
      expect(runtime.current).toBe(to);
      const { base, top } = runtime.threads[to]!.stack;
      const rsp = runtime.machine.getRegister('rsp');
      expect(rsp > base && rsp <= top).toBe(true);
      expect(rsp).toBe(runtime.switches.at(-1)!.rspAfter + 8n);
    }
    expect(runtime.run({ until: { switch: 7 } })).toEqual({ kind: 'exit', status: 0 });
  });

  test('a label, each time that it is reached', () => {
    const runtime = programOf('demo');
    const print = runtime.image.symbols.find(({ name }) => name === 'print')!.address;
    for (let time = 0; time < 5; time++) {
      expect(runtime.run({ until: { address: 'print' } })).toEqual({ kind: 'stopped', why: 'address' });
      expect(runtime.machine.getRegister('rip')).toBe(print);
    }
    expect(runtime.run({ until: { address: print } })).toEqual({ kind: 'stopped', why: 'address' });
    expect(runtime.run({ until: { address: 'main' } })).toEqual({ kind: 'exit', status: 0 });
  });

  test('something that has been stops at once', () => {
    const runtime = programOf('demo');
    runtime.run({ until: { switch: 3 } });
    const { instructions } = runtime;
    expect(runtime.run({ until: { switch: 2 } })).toEqual({ kind: 'stopped', why: 'switch' });
    expect(runtime.run({ until: { instruction: 10 } })).toEqual({ kind: 'stopped', why: 'instruction' });
    expect(runtime.instructions).toBe(instructions);
  });

  test('comes after maxInstructions', () => {
    const runtime = programOf('demo');
    expect(runtime.run({ maxInstructions: 10, until: { switch: 1 } })).toEqual({ kind: 'limit' });
    expect(runtime.run({ maxInstructions: 10, until: { address: 'like_this' } })).toEqual({ kind: 'limit' });
    expect(runtime.instructions).toBe(20);
  });
});

describe('an endless program', () => {
  test('stops at the limit, which counts from the call', () => {
    const runtime = runtimeOf('.globl main\nmain: jmp main');
    expect(runtime.run({ maxInstructions: 3_000_001 })).toEqual({ kind: 'limit' });
    expect(runtime.instructions).toBe(3_000_001);
    expect(runtime.run({ maxInstructions: 5 })).toEqual({ kind: 'limit' });
    expect(runtime.instructions).toBe(3_000_006);
    expect(runtime.run({ maxInstructions: 0 })).toEqual({ kind: 'limit' });
  });
});

describe('faults', () => {
  test.each([
    ['division by zero', 'xor ecx, ecx\ndiv ecx', { signal: 'SIGFPE', status: 136 }],
    ['no instruction', 'ud2', { signal: 'SIGILL', status: 132 }],
    ['a breakpoint', 'int3', { signal: 'SIGTRAP', status: 133 }],
    ['a load from nowhere', 'mov rax, [0]', { signal: 'SIGSEGV', status: 139 }],
    ['a store into code', 'mov [rip+main], eax', { signal: 'SIGSEGV', status: 139 }],
    ['a jump to nowhere', 'xor eax, eax\njmp rax', { signal: 'SIGSEGV', status: 139 }],
    ['execution of data', 'lea rax, [rip+data]\njmp rax', { signal: 'SIGSEGV', status: 139 }],
    ['an endless recursion', '1: push rax\njmp 1b', { signal: 'SIGSEGV', status: 139 }],
  ])('%s', (_, body, expected) => {
    const runtime = runtimeOf(mainOf(body, '.data\ndata: .quad 0'));
    expect(runtime.run()).toMatchObject({ kind: 'fault', ...expected });
    // going on meets the same fault, though not by the same way
    const { address, kind } = runtime.machine.fault;
    expect(runtime.run()).toMatchObject({ kind: 'fault', ...expected, fault: { address, kind } });
  });

  test('hlt ends the program', () => {
    const runtime = runtimeOf(mainOf('hlt\nud2'));
    expect(runtime.run()).toEqual({ kind: 'halt', signal: 'SIGSEGV', status: 139 });
    expect(runtime.run()).toEqual({ kind: 'halt', signal: 'SIGSEGV', status: 139 });
  });

  test('keep what was written before', () => {
    const write = 'mov eax, 1\nmov edi, 1\nlea rsi, [rip+main]\nmov edx, 1\nsyscall\nud2';
    const runtime = runtimeOf(mainOf(write));
    expect(runtime.run().kind).toBe('fault');
    expect(runtime.output).toBe('H');
  });
});
