/** `stack: 'commit'`: pages that are committed when the guard above them is touched. */

import { describe, expect, test } from 'vitest';
import { Fault } from '../../../asm/abi.ts';
import { PAGE } from '../../../src/elf/place.ts';
import { Runtime, type RuntimeOptions } from '../../../src/runtime/index.ts';
import { Debugger, faultReport, stacks } from '../../../src/index.ts';
import { Checker } from '../../../src/scope/index.ts';
import { isMissing } from '../../elf/tools.ts';
import { mainOf, runtimeOf } from '../program.ts';
import { compiler } from './compiled.ts';

const COMMIT = { stack: 'commit' } as const;

/** A thread that goes down as many calls as it is told, 16 bytes each, and prints how many it has come back from. */
const deep = (depth: number): string =>
  mainOf(
    `lea rdi, [rip+worker]\nmov esi, ${depth}\ncall spawn\nxor eax, eax`,
    `worker: sub rsp, 8
     call down
     mov rdi, rax
     call print_number
     add rsp, 8
     ret
     down: xor eax, eax
     test rdi, rdi
     jz 1f
     push rdi
     dec rdi
     call down
     inc rax
     pop rdi
     1: ret`,
  );

/** A thread that runs this. */
const thread = (body: string): string =>
  mainOf('lea rdi, [rip+worker]\nxor esi, esi\ncall spawn\nxor eax, eax', `worker: ${body}\nret`);

function held(runtime: Runtime, id: number): number {
  return runtime.thread(id).stack.held;
}

describe('a stack that is committed page by page', () => {
  test.each([0, 100, 5_000, 100_000])('serves %i calls, and costs no instruction', (depth) => {
    const runtime = runtimeOf(deep(depth), COMMIT);
    const fixed = runtimeOf(deep(depth));
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    fixed.run();
    expect(runtime.output).toBe(String(depth));
    expect(runtime.instructions).toBe(fixed.instructions);
    const { highWater, size } = fixed.thread(1).stack;
    expect(runtime.thread(1).stack).toMatchObject({ highWater, size });
    expect(held(runtime, 1)).toBe(Math.ceil(highWater / PAGE) * PAGE);
  });

  test('holds nothing before its thread is spawned, and a page after that', () => {
    const runtime = runtimeOf(mainOf('', 'worker: ret'), COMMIT);
    expect(held(runtime, 1)).toBe(0);
    runtime.spawn('worker');
    expect(held(runtime, 1)).toBe(PAGE);
    expect(held(runtime, 2)).toBe(0);
    expect(runtime.thread(1).stack.size).toBe(2 << 20);
  });

  test('is one page again when another thread gets it', () => {
    const runtime = runtimeOf(deep(5_000), COMMIT);
    runtime.run({ until: { address: 'print_number' } });
    runtime.tReturn();
    expect(held(runtime, 1)).toBeGreaterThan(80_000);
    runtime.spawn('worker', 10);
    expect(held(runtime, 1)).toBe(PAGE);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.output).toBe('10');
  });

  test('is the base thread’s too, below what the program starts with', () => {
    const args = Array.from({ length: 400 }, (_, index) => `argument ${index}`);
    const runtime = runtimeOf(
      '.globl main\nmain: sub rsp, 1024\nmov [rsp], rax\nmov eax, edi\nadd rsp, 1024\nret',
      {
        ...COMMIT,
        args,
      },
    );
    const before = held(runtime, 0);
    expect(before).toBeGreaterThan(2 * PAGE);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 400 % 256 });
    expect(held(runtime, 0) - before).toBeLessThanOrEqual(PAGE);
  });

  test.each([
    ['a load', 'mov rax, [rsp-4096]'],
    ['a store that begins in the guard and ends above it', 'mov qword ptr [rsp-4068], 5'],
    ['an instruction that reads and writes', 'add qword ptr [rsp-4096], 5'],
    ['a string instruction', 'lea rdi, [rsp-7000]\nmov ecx, 7000\nrep stosb'],
    ['a push', 'sub rsp, 4064\npush rax\npush rax\nadd rsp, 4080'],
    ['the kernel, for the program', 'lea rsi, [rsp-4096]\nmov edi, 1\nmov edx, 8\nmov eax, 1\nsyscall'],
  ])('grows by %s', (_, body) => {
    const runtime = runtimeOf(thread(body), COMMIT);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(held(runtime, 1)).toBe(2 * PAGE);
  });

  test('grows when a thread is interrupted there', () => {
    const runtime = runtimeOf(thread('sub rsp, 4000\n1: nop\nadd rsp, 4000'), COMMIT);
    runtime.run({ until: { switch: 1 } });
    const [thread1] = [runtime.thread(1)];
    runtime.run({ until: { instruction: runtime.instructions + 6 } });
    expect(runtime.machine.getRegister('rsp')).toBeLessThan(thread1.stack.top - 4000n);
    expect(runtime.tYield()).toBe(true);
    expect(held(runtime, 1)).toBe(2 * PAGE);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
  });
});

describe('its end', () => {
  const fault = (runtime: Runtime) => {
    const outcome = runtime.run();
    if (outcome.kind !== 'fault') throw new Error(`no fault but ${outcome.kind}`);
    const { title, access } = faultReport(runtime, outcome);
    return { kind: outcome.fault.kind, title, place: access?.place };
  };

  test.each([2048, 4096, 6144, 8192, 65_536])('is the end of the reservation, of %i bytes', (stackSize) => {
    const runtime = runtimeOf(deep(10_000), { ...COMMIT, stackSize });
    const fixed = runtimeOf(deep(10_000), { stackSize });
    const report = fault(runtime);
    expect(report).toEqual({
      kind: Fault.WRITE,
      title: 'stack overflow',
      place: `the guard page of thread 1's stack, ${stackSize / 1024} KiB, all used`,
    });
    expect(fault(fixed)).toEqual(report);
    expect(runtime.instructions).toBe(fixed.instructions);
    expect(held(runtime, 1)).toBe(stackSize);
  });

  test('faults below the guard, which somebody has skipped', () => {
    expect(fault(runtimeOf(thread('mov qword ptr [rsp-8192], 0'), COMMIT))).toEqual({
      kind: Fault.WRITE,
      title: 'stack overflow: the guard page has been skipped',
      place: "the reserved part of thread 1's stack, of whose 2 MiB 4 KiB are committed",
    });
  });

  test('is left alone by other threads', () => {
    const pokes = mainOf(
      'lea rdi, [rip+worker]\nxor esi, esi\ncall spawn\nmov rax, [rip+at]\nmov byte ptr [rax], 1\nxor eax, eax',
      'worker: ret\n.data\nat: .quad 0',
    );
    const runtime = runtimeOf(pokes, COMMIT);
    runtime.machine.writeU64(Number(runtime.process.symbols.get('at')), runtime.thread(1).stack.top - 5000n);
    expect(fault(runtime)).toMatchObject({
      title: 'page fault on a write',
      place: "the reserved part of thread 1's stack, of whose 2 MiB 4 KiB are committed",
    });
  });
});

describe('what looks at it', () => {
  test('sees its parts', () => {
    const runtime = runtimeOf(deep(1_000), COMMIT);
    runtime.run({ until: { address: 'print_number' } });
    const [report] = stacks(runtime, { threads: [1] }).threads;
    expect(report?.areas.map(({ kind, size }) => [kind, size])).toEqual([
      ['guard', PAGE],
      ['reserved', (2 << 20) - 5 * PAGE],
      ['moving guard', PAGE],
      ['untouched', expect.any(Number)],
      ['left over', expect.any(Number)],
      ['red zone', 128],
      ['in use', expect.any(Number)],
    ]);
    expect(report?.stack.held).toBe(4 * PAGE);
  });

  test('goes back over a growth, and on again to the same', () => {
    const debug = new Debugger(runtimeOf(deep(600), COMMIT));
    const { runtime } = debug;
    debug.runTo({ address: 'worker' });
    const before = { held: held(runtime, 1), instruction: runtime.instructions };
    debug.runTo({ address: 'print_number' });
    const after = { held: held(runtime, 1), instruction: runtime.instructions };
    expect(after.held).toBeGreaterThan(before.held);
    for (let step = after.instruction; step > before.instruction; step -= 97) {
      debug.runTo({ instruction: step });
      const { highWater } = runtime.thread(1).stack;
      expect(held(runtime, 1)).toBe(Math.ceil(highWater / PAGE) * PAGE);
    }
    debug.runTo({ instruction: before.instruction });
    expect(held(runtime, 1)).toBe(before.held);
    debug.runTo({ instruction: after.instruction });
    expect(held(runtime, 1)).toBe(after.held);
  });

  test('finds nothing wrong with growing', () => {
    const checker = new Checker(runtimeOf(deep(2_000), COMMIT));
    expect(checker.run()).toEqual({ kind: 'exit', status: 0 });
    expect(checker.findings).toEqual([]);
  });

  test('names the mode that is not one', () => {
    const options = { stack: 'elastic' } as unknown as RuntimeOptions;
    expect(() => runtimeOf(deep(1), options)).toThrow(RangeError);
  });
});

describe.skipIf(isMissing('gcc'))('C', () => {
  const compiled = compiler();

  test.each(['-O0', '-O2'])('at random depths prints what it prints on fixed stacks, %s', (level) => {
    const object = compiled('values.c', level);
    const ran = (options: RuntimeOptions) => {
      const runtime = new Runtime(object, { maxThreads: 31, ...options });
      return { outcome: runtime.run(), output: runtime.output, instructions: runtime.instructions };
    };
    const { outcome, output, instructions } = ran(COMMIT);
    expect(outcome).toEqual({ kind: 'exit', status: 0 });
    expect({ outcome, output, instructions }).toEqual(ran({}));
  });

  test('with large frames needs probes: -fstack-clash-protection', () => {
    const probing = new Runtime(compiled('frames.c', '-O2', '-fstack-clash-protection'), COMMIT);
    expect(probing.run()).toEqual({ kind: 'exit', status: 0 });
    expect(probing.output).toBe('38');
    const skipping = new Runtime(compiled('frames.c', '-O2'), COMMIT);
    const outcome = skipping.run();
    if (outcome.kind !== 'fault') throw new Error(outcome.kind);
    expect(faultReport(skipping, outcome).title).toBe('stack overflow: the guard page has been skipped');
  });
});
