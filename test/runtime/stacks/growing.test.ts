/** Stacks that grow where functions ask: by segments, by copies. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Permission, PERMISSIONS, SPLIT_STACK_LIMIT, STACK_SLACK, SYS_STACK } from '../../../asm/abi.ts';
import { PAGE } from '../../../src/elf/place.ts';
import { Debugger, faultReport, stacks } from '../../../src/index.ts';
import { Runtime, type RuntimeOptions } from '../../../src/runtime/index.ts';
import { olderParts } from '../../../src/runtime/stacks/stack-parts.ts';
import { Checker, formatPlace, placeOf } from '../../../src/scope/index.ts';
import { isMissing } from '../../elf/tools.ts';
import { mainOf, programOf, runtimeOf } from '../program.ts';
import { compiler } from './compiled.ts';

const MODES = ['copy', 'segments'] as const;

/** A function that asks for room. */
const asking = (name: string, frame: number, body: string): string =>
  `${name}: cmp rsp, fs:[0x70]
   jb 9f
   8: sub rsp, ${frame}
   ${body}
   add rsp, ${frame}
   ret
   9: mov r10d, ${frame}
   mov r11d, 0
   call __morestack
   ret
   jmp 8b
`;

/** Goes rdi calls down, yields at each, and comes back with the sum of the numbers. */
const SUM = asking(
  'sum',
  40,
  `mov [rsp], rdi
   call yield_thread
   xor eax, eax
   mov rdi, [rsp]
   test rdi, rdi
   jz 1f
   dec rdi
   call sum
   add rax, [rsp]
   1:`,
);

const WORKER = 'worker: sub rsp, 8\ncall sum\nmov rdi, rax\ncall print_number\nadd rsp, 8\nret\n';

/** Threads that go so deep. */
const yielding = (depths: readonly number[]): string =>
  mainOf(
    depths.map((depth) => `lea rdi, [rip+worker]\nmov esi, ${depth}\ncall spawn`).join('\n') +
      '\nxor eax, eax',
    WORKER + SUM,
  );

/** Bytes that are mapped between the program and the stacks. */
function mapped({ process: { machine, heap, layout } }: Runtime): number {
  let bytes = 0;
  const used = Permission.READ | Permission.WRITE | Permission.GUARD;
  for (let page = heap.start; page + PAGE <= layout.bottom; page += PAGE) {
    if ((machine.bytes[PERMISSIONS + page / 2048]! & used) !== 0) bytes += PAGE;
  }
  return bytes;
}

function limit({ machine }: Runtime): number {
  return Number(machine.readU64(Number(machine.getRegister('fs_base')) + SPLIT_STACK_LIMIT));
}

/** Instructions of the first one on a stack of 2 KiB: the bytes in use are few. */
const LONGEST_GROWTH = 160;

describe.each(MODES)('%s', (stack) => {
  const SMALL = { stack, stackSize: 2048 };

  test('at random depths threads print what they print on fixed stacks, and leave nothing', () => {
    const depths = fc.array(fc.nat(120), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(depths, fc.constantFrom(2048, 4096, 6144, 65_536), (list, stackSize) => {
        const fixed = runtimeOf(yielding(list), { maxThreads: 7 });
        const growing = runtimeOf(yielding(list), { maxThreads: 7, stack, stackSize });
        expect(growing.run()).toEqual(fixed.run());
        expect(growing.output).toBe(fixed.output);
        expect(growing.switchCount).toBe(fixed.switchCount);
        expect(mapped(growing)).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  test('begins with 4 KiB, and grows', () => {
    const runtime = runtimeOf(yielding([200]), { stack });
    runtime.run({ until: { switch: 3 } });
    expect(runtime.thread(1).stack).toMatchObject({ size: PAGE, held: PAGE });
    runtime.run({ until: { switch: 300 } });
    const { size, held, highWater } = runtime.thread(1).stack;
    expect(highWater).toBeGreaterThan(100 * 48);
    expect(held).toBeGreaterThan(highWater);
    expect(size).toBe(stack === 'copy' ? 16 << 10 : PAGE);
    expect(held).toBe(
      PAGE + mapped(runtime) - PAGE * (stack === 'copy' ? 1 : olderParts(runtime.process, 1).length),
    );
  });

  test('has the limit of the thread that runs, after each switch', () => {
    const runtime = runtimeOf(yielding([90, 5, 60]), { stack });
    for (let number = 1; number < 200; number++) {
      runtime.run({ until: { switch: number } });
      const { base } = runtime.thread(runtime.current).stack;
      expect(limit(runtime)).toBe(Number(base) + STACK_SLACK);
    }
  });

  test('grows by what a large frame needs', () => {
    const source = mainOf(
      'lea rdi, [rip+large]\nxor esi, esi\ncall spawn\nxor eax, eax',
      asking('large', 100_008, 'mov qword ptr [rsp], 5\nmov rdi, [rsp]\ncall print_number').replace(
        'cmp rsp,',
        'lea r11, [rsp-100008]\ncmp r11,',
      ),
    );
    const runtime = runtimeOf(source, { stack });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.output).toBe('5');
  });

  test('a thread may be interrupted at each instruction of a growth', () => {
    const runtime = runtimeOf(yielding([15, 15]), SMALL);
    runtime.run({ until: { address: '__morestack' } });
    for (let step = 0; step < LONGEST_GROWTH; step++) {
      const snapshot = runtime.snapshot();
      runtime.tYield();
      const outcome = runtime.run();
      expect({ outcome, output: runtime.output, mapped: mapped(runtime) }, String(step)).toEqual({
        outcome: { kind: 'exit', status: 0 },
        output: '120120',
        mapped: 0,
      });
      runtime.restore(snapshot);
      runtime.run({ maxInstructions: 1 });
    }
  });

  test('a thread that ends deep down leaves nothing, and its slot a stack as at first', () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\nmov esi, 100\ncall spawn\ncall yield_thread\nlea rdi, [rip+worker]\nmov esi, 3\ncall spawn\nxor eax, eax',
      `${WORKER}${asking('sum', 40, 'mov [rsp], rdi\ndec rdi\njnz 1f\ncall t_return\n1: call sum')}`,
    );
    const runtime = runtimeOf(source, { stack });
    runtime.run({ until: { switch: 2 } });
    expect(runtime.thread(1).state).toBe('Available');
    expect(mapped(runtime)).toBe(0);
    expect(runtime.thread(1).stack).toMatchObject({ size: PAGE, held: PAGE });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
  });

  test('the host ends a thread deep down as well', () => {
    const runtime = runtimeOf(yielding([100, 20]), { stack });
    runtime.run({ until: { switch: 180 } });
    expect(mapped(runtime)).toBeGreaterThan(0);
    while (runtime.current !== 1) runtime.tYield();
    runtime.tReturn();
    expect(runtime.thread(1).state).toBe('Available');
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(mapped(runtime)).toBe(0);
  });

  test('a debugger goes back over growths, and on again to the same', () => {
    const debug = new Debugger(runtimeOf(yielding([70, 30]), SMALL));
    const { runtime } = debug;
    const picture = (): string => {
      const { process, machine, instructions } = runtime;
      let hash = 0;
      for (let at = process.layout.bottom - (64 << 10); at < machine.size; at += 16)
        hash = (Math.imul(hash, 31) + process.words[at / 4]!) | 0;
      const own = [0, 1, 2].map((id) => runtime.thread(id).stack).map(({ base, held }) => `${base}:${held}`);
      return `${instructions} ${machine.getRegister('rsp')} ${limit(runtime)} ${own.join()} ${hash}`;
    };
    debug.runTo({ address: '__morestack' });
    const begin = runtime.instructions;
    const forwards: string[] = [];
    for (let step = 0; step < LONGEST_GROWTH; step += 10) {
      debug.runTo({ instruction: begin + step });
      forwards.push(picture());
    }
    const backwards: string[] = [];
    for (let step = (forwards.length - 1) * 10; step >= 0; step -= 10) {
      debug.runTo({ instruction: begin + step });
      backwards.unshift(picture());
    }
    expect(backwards).toEqual(forwards);
    expect(new Set(forwards.map((one) => one.split(' ')[3])).size).toBeGreaterThan(1);
  });

  test('nothing is found wrong with it', () => {
    const checker = new Checker(runtimeOf(yielding([80, 20, 50]), { stack, stackSize: 2048 }));
    expect(checker.run()).toEqual({ kind: 'exit', status: 0 });
    expect(checker.findings).toEqual([]);
  });

  test('every call is seen, from the last one out', () => {
    const runtime = runtimeOf(yielding([100]), { stack });
    runtime.run({ until: { switch: 202 } });
    const [report] = stacks(runtime, { threads: [1] }).threads;
    expect(report?.complete).toBe(true);
    const names = report?.frames.map(({ function: name }) => name).filter((name) => name !== '__morestack');
    expect(names?.slice(-3)).toEqual(['sum', 'worker', 'call']);
    // who has asked for a segment is there twice: with its body, and where it goes on behind its call of __morestack
    const asked = stack === 'segments' ? olderParts(runtime.process, 1).length : 0;
    expect(names?.filter((name) => name === 'sum')).toHaveLength(101 + asked);
    expect(report?.stack.used).toBeGreaterThan(100 * 48);
  });

  test('what lies there has the thread’s name', () => {
    const runtime = runtimeOf(yielding([100]), { stack });
    runtime.run({ until: { switch: 202 } });
    const { base, top } = runtime.thread(1).stack;
    const name = (address: bigint): string => formatPlace(placeOf(runtime, address));
    const segment = stack === 'segments' ? `, segment ${olderParts(runtime.process, 1).length}` : '';
    expect(name(base + 16n)).toBe(`stack 1${segment} + 0x10`);
    expect(name(top - 8n)).toMatch(`stack 1${segment} + 0x`);
    expect(name(base - 1n)).toBe("the guard page of thread 1's stack");
  });
});

describe('without memory', () => {
  const EXHAUSTING = { memory: 13 << 20, maxThreads: 4 } as const;

  test.each(MODES)('%s: the stack’s own guard ends the program, and nothing is lost', (stack) => {
    const runtime = runtimeOf(yielding([20, 100_000]), { ...EXHAUSTING, stack });
    const outcome = runtime.run();
    if (outcome.kind !== 'fault') throw new Error(outcome.kind);
    const report = faultReport(runtime, outcome);
    expect(report.title).toBe('stack overflow: there is no memory for more stack');
    expect(report.thread).toEqual({ id: 2, name: 'worker' });
    expect(report.rip.name).toMatch('__stack_full+');
    expect(report.access?.place).toMatch("the guard page of thread 2's stack");
    expect(runtime.output).toBe('210');
    expect(runtime.run()).toEqual(outcome);
  });

  test.each(MODES)('%s: a frame that no machine has', (stack) => {
    const runtime = programOf('stacks/deep', { FRAME: 0x7fff_0000 }, { stack });
    const outcome = runtime.run();
    expect(outcome.kind).toBe('fault');
  });
});

test.each(MODES)('%s: who does not ask runs into the guard, and is told so', (stack) => {
  const runtime = runtimeOf(
    mainOf('lea rdi, [rip+worker]\nxor esi, esi\ncall spawn', 'worker: push rax\ncall worker\nret'),
    { stack },
  );
  const outcome = runtime.run();
  if (outcome.kind !== 'fault') throw new Error(outcome.kind);
  expect(faultReport(runtime, outcome).title).toBe(
    'stack overflow: worker does not ask for more stack, as gcc -fsplit-stack has functions do',
  );
});

test.each(MODES)('%s: an executable is refused, for it has been linked', (stack) => {
  const { image } = programOf('stacks/deep');
  expect(() => new Runtime(image, { stack })).toThrow(
    /an executable has been linked with the stacks that it has/,
  );
  expect(new Runtime(image, { stack: 'commit' }).run()).toEqual({ kind: 'exit', status: 0 });
});

describe('the call that says where a stack is', () => {
  const answer = (registers: string, options: RuntimeOptions): bigint => {
    const runtime = runtimeOf(
      mainOf(`${registers}\nmov eax, ${SYS_STACK}\nsyscall\nanswer: nop\nhlt`),
      options,
    );
    runtime.run({ until: { address: 'answer' } });
    return BigInt.asIntN(64, runtime.machine.getRegister('rax'));
  };

  test.each<[string, string, bigint]>([
    ['a misaligned top', 'lea rsi, [rsp+1]\nlea rdi, [rsp-256]', -22n],
    ['a top below the base', 'mov rsi, rsp\nlea rdi, [rsp+256]', -22n],
    ['the null page', 'mov esi, 4096\nxor edi, edi', -22n],
    ['the machine’s own pages', 'mov esi, 0x20000\nmov edi, 0x10000', -22n],
    ['what is past the end of memory', 'mov rsi, -16\nmov rdi, rsp', -22n],
    ['what may not be written', 'lea rdi, [rip+main]\nand rdi, -16\nlea rsi, [rdi+64]', -22n],
  ])('refuses %s', (_, registers, expected) => {
    expect(answer(registers, { stack: 'copy' })).toBe(expected);
  });

  test('is there only where stacks move', () => {
    expect(answer('xor esi, esi\nxor edi, edi', {})).toBe(-38n);
    expect(answer('xor esi, esi\nxor edi, edi', { stack: 'segments' })).toBeGreaterThan(0n);
  });

  test('segments that are linked in a circle have an end', () => {
    const runtime = runtimeOf(yielding([100]), { stack: 'segments' });
    runtime.run({ until: { switch: 202 } });
    if (runtime.current !== 1) runtime.tYield();
    const { machine } = runtime;
    const { base, top } = runtime.thread(1).stack;
    for (const [offset, value] of [
      [24n, base],
      [16n, base],
      [8n, top],
    ] as const)
      machine.writeU64(Number(top - offset), value);
    expect(runtime.thread(1).stack.held).toBeLessThanOrEqual(machine.size + PAGE);
    expect(stacks(runtime).threads).toHaveLength(2);
    runtime.tReturn();
    expect(runtime.thread(1).state).toBe('Available');
  });

  test.each(MODES)('%s: whatever it says, the host goes on', (stack) => {
    const poked = fc.array(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(poked, fc.nat(64), (values, offset) => {
        const runtime = runtimeOf(yielding([60]), { stack });
        runtime.run({ until: { switch: 100 } });
        const { machine, process } = runtime;
        const { top } = runtime.thread(1).stack;
        for (const [index, value] of values.entries()) machine.writeU64(Number(top) - 24 + index * 8, value);
        machine.setRegister('rsi', top - BigInt(offset * 16));
        machine.setRegister('rdi', BigInt(process.heap.start));
        runtime.run({ maxInstructions: 10_000 });
        expect(stacks(runtime).threads.length).toBeGreaterThan(0);
      }),
      { numRuns: 6 },
    );
  });
});

describe.skipIf(isMissing('gcc'))('gcc -fsplit-stack', () => {
  const compiled = compiler();
  const ran = (runtime: Runtime) => ({ outcome: runtime.run(), output: runtime.output });

  test.each(['-O0', '-O2'])('what keeps no pointers into stacks runs with every kind, %s', (level) => {
    const object = compiled('values.c', level, '-fsplit-stack');
    const fixed = ran(new Runtime(object, { maxThreads: 31 }));
    expect(fixed.outcome).toEqual({ kind: 'exit', status: 0 });
    for (const stack of ['commit', ...MODES] as const) {
      const runtime = new Runtime(object, { maxThreads: 31, stack });
      expect(ran(runtime), stack).toEqual(fixed);
    }
  });

  test.each(['-O0', '-O1', '-O2'])(
    'variable arguments, structures, nested functions in segments, %s',
    (level) => {
      const object = compiled('pointers.c', level, '-fsplit-stack');
      const fixed = ran(new Runtime(object, { maxThreads: 13 }));
      expect(fixed.outcome).toEqual({ kind: 'exit', status: 0 });
      expect(ran(new Runtime(object, { maxThreads: 13, stack: 'segments', stackSize: 2048 }))).toEqual(fixed);
    },
  );

  test('and threads that are interrupted after each quantum come to the same', () => {
    const object = compiled('values.c', '-O1', '-fsplit-stack');
    const fixed = ran(new Runtime(object, { maxThreads: 31 }));
    for (const stack of ['commit', ...MODES] as const) {
      const runtime = new Runtime(object, { maxThreads: 31, stack, quantum: 997 });
      expect(ran(runtime), stack).toEqual(fixed);
    }
  });

  test('the checks find nothing wrong', () => {
    const object = compiled('values.c', '-O1', '-fsplit-stack');
    for (const stack of MODES) {
      const checker = new Checker(new Runtime(object, { maxThreads: 31, stack }));
      checker.run({ maxInstructions: 400_000 });
      expect(checker.findings, stack).toEqual([]);
    }
  });
});
