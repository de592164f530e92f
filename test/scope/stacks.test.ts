/** Stacks of programs whose author knows every slot: the test, which has written them. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { Runtime } from '../../src/runtime/index.ts';
import { linkProgram } from '../../src/runtime/program/program.ts';
import { contexts, stacks, type Slot, type ThreadStack } from '../../src/scope/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';

const PRESERVED = ['rbx', 'r12', 'r13', 'r14', 'r15'] as const;

/** One function of a chain, each of which calls the next one. */
interface Link {
  readonly framePointer: boolean;
  readonly pushed: readonly string[];
  /** 8 bytes each. */
  readonly locals: number;
  /** That the next function gets on the stack. */
  readonly pushedArguments: number;
  readonly typed: boolean;
  readonly jumps: boolean;
}

const link: fc.Arbitrary<Link> = fc.record({
  framePointer: fc.boolean(),
  pushed: fc.shuffledSubarray([...PRESERVED, 'rdi']),
  locals: fc.nat(5),
  pushedArguments: fc.nat(3),
  typed: fc.boolean(),
  jumps: fc.boolean(),
});

/** Bytes below the return address of a function when it calls the next one. */
function depthOf({ framePointer, pushed, locals, pushedArguments }: Link): number {
  return 8 * (Number(framePointer) + pushed.length + locals + pushedArguments);
}

/** How the function `f<index>` reads the arguments that the one before it has pushed. */
function readsOf(own: Link, count: number): string[] {
  const above = own.framePointer ? 'rbp+16' : `rsp+${depthOf(own) - 8 * own.pushedArguments + 8}`;
  return Array.from({ length: count }, (_, index) => `mov rax, [${above}+${8 * index}]`);
}

function functionText(chain: readonly Link[], index: number): string[] {
  const own = chain[index]!;
  const { framePointer, pushed, locals, pushedArguments, typed, jumps } = own;
  const next = index + 1 < chain.length ? `f${index + 1}` : 'yield_thread';
  return [
    ...(typed ? [`.type f${index}, @function`] : []),
    `f${index}:`,
    ...(framePointer ? ['push rbp', 'mov rbp, rsp'] : []),
    ...pushed.map((register) => `push ${register}`),
    ...(locals > 0 ? [`sub rsp, ${8 * locals}`] : []),
    ...readsOf(own, chain[index - 1]?.pushedArguments ?? 0),
    // what lies between is reached from below alone
    ...(jumps ? ['jmp 2f', '1: jmp 3f', '2: jmp 1b', '3:'] : []),
    ...Array.from({ length: pushedArguments }, (_, number) => `push ${number + 1}`),
    `call ${next}`,
    `r${index}:`,
    ...(pushedArguments > 0 ? [`add rsp, ${8 * pushedArguments}`] : []),
    ...(locals > 0 ? [`add rsp, ${8 * locals}`] : []),
    ...pushed.toReversed().map((register) => `pop ${register}`),
    ...(framePointer ? ['pop rbp'] : []),
    'ret',
  ];
}

/** What lies on the stack when the last function has called yield_thread, from rsp upwards. */
function truthOf(chain: readonly Link[]): string[] {
  const slots = chain.flatMap(({ framePointer, pushed, locals, pushedArguments }, index) => {
    const name = `f${index}`;
    const caller = index === 0 ? 'call' : `f${index - 1}`;
    const saved = (register: string): string =>
      `saved ${register}${register === 'rdi' ? '' : ` of ${caller}`}, pushed by ${name}`;
    return [
      index === 0 ? 'return address into call+0xe' : `return address into r${index - 1}`,
      ...(framePointer ? [saved('rbp')] : []),
      ...pushed.map(saved),
      ...Array.from({ length: locals }, () => `local data of ${name}`),
      ...Array.from({ length: pushedArguments }, (_, number) =>
        index + 1 < chain.length ? `argument of f${index + 1}` : `${number + 1}, pushed by ${name}`,
      ),
    ];
  });
  return [
    `return address into r${chain.length - 1}`,
    ...slots.toReversed(),
    'fabricated call, popped when the thread began',
    'fabricated skip: call returns there',
    'fabricated guard: skip returns there',
    'nothing: it keeps the stack aligned',
  ];
}

/** What rsp is modulo 16 at the call of each function. */
function alignmentsOf(chain: readonly Link[]): number[] {
  const alignments: number[] = [0];
  for (const one of chain) alignments.push((alignments.at(-1)! + 24 - (depthOf(one) % 16)) % 16);
  return alignments.slice(0, -1);
}

function chainOf(chain: readonly Link[]): { runtime: Runtime; lines: string[] } {
  const text = mainOf(
    'lea rdi, [rip+f0]\ncall spawn',
    chain.flatMap((_, index) => functionText(chain, index)).join('\n'),
  );
  return { runtime: runtimeOf(text), lines: ['.intel_syntax noprefix', ...text.split('\n')] };
}

const textsOf = (slots: readonly Slot[]): string[] => slots.map(({ text }) => text);

/** The number of the line after a label: where code goes on behind a call. */
function lineBehind(lines: readonly string[], label: string): number {
  return lines.indexOf(`${label}:`) + 2;
}

describe('a random chain of calls', () => {
  test('each slot is what the program has put there', () => {
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 6 }), (chain) => {
        const { runtime, lines } = chainOf(chain);
        runtime.run({ until: { switch: 2 } });
        const [thread] = stacks(runtime, { above: 200, threads: [1] }).threads;
        expect(textsOf(thread!.slots)).toEqual(truthOf(chain));
        for (const { text, value } of thread!.slots) {
          const [, label] = /^return address into (r\d+)$/.exec(text) ?? [];
          if (label !== undefined) expect(value).toBe(runtime.process.symbols.get(label));
        }

        const names = chain.map((_, index) => index).toReversed();
        expect(thread!.complete).toBe(true);
        expect(thread!.frames.map((frame) => [frame.function, frame.at.line?.line, frame.alignment])).toEqual(
          [
            ...names.map((index) => [
              `f${index}`,
              lineBehind(lines, `r${index}`),
              alignmentsOf(chain)[index],
            ]),
            ['call', expect.any(Number), 0],
          ],
        );
      }),
      { numRuns: 40 },
    );
  });

  test('is followed to its end wherever it is', () => {
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 4 }), (chain) => {
        const { runtime } = chainOf(chain);
        while (runtime.run({ maxInstructions: 3 }).kind === 'limit') {
          for (const { complete, slots, name } of stacks(runtime, { above: 100 }).threads) {
            expect(complete, name).toBe(true);
            expect(textsOf(slots).filter((text) => /^(?:data|behind)/.test(text))).toEqual([]);
          }
        }
      }),
      { numRuns: 4 },
    );
  });
});

/** Of one thread, when so many switches are over. */
function stackAt(runtime: Runtime, number: number, thread: number): ThreadStack {
  runtime.run({ until: { switch: number } });
  return stacks(runtime, { threads: [thread], below: 20 }).threads[0]!;
}

const areasOf = ({ areas }: ThreadStack): string[] => areas.map(({ kind, size }) => `${kind} ${size}`);

describe('the areas of a stack', () => {
  test('of a thread that has not begun, runs, waits and has finished', () => {
    const runtime = programOf('counters');
    runtime.run({ until: { address: 'yield_thread' } });
    expect(areasOf(stacks(runtime, { threads: [1] }).threads[0]!)).toEqual([
      'guard 4096',
      'untouched 2097120',
      'in use 32',
    ]);
    expect(areasOf(stackAt(runtime, 2, 1))).toEqual([
      'guard 4096',
      'untouched 2097016',
      'left over 64',
      'in use 72',
    ]);
    runtime.run({ until: { address: 'announce' } });
    const [running] = stacks(runtime, { threads: [2] }).threads;
    expect(areasOf(running!)).toEqual(['guard 4096', 'untouched 2096952', 'red zone 128', 'in use 72']);
    runtime.run();
    expect(areasOf(stacks(runtime, { threads: [1] }).threads[0]!)).toEqual([
      'guard 4096',
      'untouched 2097016',
      'left over 136',
    ]);
  });

  test('lie one after the other, and cover the stack and its guard', () => {
    const runtime = programOf('demo');
    while (runtime.run({ maxInstructions: 7 }).kind === 'limit') {
      for (const { areas, stack } of stacks(runtime, { threads: [0, 1, 2, 3] }).threads) {
        let end = areas[0]!.base;
        for (const { base, size } of areas) {
          expect(base).toBe(end);
          end += BigInt(size);
        }
        expect(end).toBe(stack.base + BigInt(stack.size));
      }
    }
  });

  test('when it has overflowed: all in use, with the chain of calls', () => {
    const source = mainOf(
      'lea rdi, [rip+deep]\ncall spawn',
      'deep: sub rsp, 0x408\ncall deep\nadd rsp, 0x408\nret',
    );
    const runtime = runtimeOf(source, { stackSize: 64 << 10 });
    expect(runtime.run()).toMatchObject({ kind: 'fault' });
    const [thread] = stacks(runtime, { threads: [1] }).threads;
    expect(areasOf(thread!)).toEqual(['guard 4096', 'in use 65536']);
    expect(new Set(thread!.frames.map((frame) => frame.function))).toEqual(new Set(['deep', 'call']));
    expect(thread!.frames).toHaveLength(64);
  });
});

describe('below rsp', () => {
  test('of the running thread: the red zone; of one that waits: what calls have left', () => {
    const source = mainOf(
      'lea rdi, [rip+worker]\ncall spawn',
      `worker: sub rsp, 24
        call leaf
        call yield_thread
        add rsp, 24
        ret
      leaf: mov qword ptr [rsp-8], 7
      here: ret`,
    );
    const runtime = runtimeOf(source);
    runtime.run({ until: { address: 'here' } });
    const [running] = stacks(runtime, { threads: [1], below: 17, above: 1 }).threads;
    const texts = textsOf(running!.slots);
    expect(texts[0]).toBe('never touched');
    expect(new Set(texts.slice(1, 17))).toEqual(new Set(['red zone of here']));
    expect(running!.slots[16]!.value).toBe(7n);

    runtime.run({ until: { switch: 2 } });
    const [waiting] = stacks(runtime, { threads: [1], below: 3, above: 1 }).threads;
    expect(waiting!.slots.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'untouched: never touched',
      'untouched: never touched',
      'left over: left over',
      'return: return address into worker+0xe',
    ]);
  });
});

test('a call with a misaligned stack is seen', () => {
  const runtime = runtimeOf(mainOf('call inner', 'inner: call innermost\nret\ninnermost: nop\nret'));
  runtime.run({ until: { address: 'innermost' } });
  const [main] = stacks(runtime).threads;
  expect(main!.frames.map((frame) => [frame.function, frame.alignment])).toEqual([
    ['innermost', 8],
    ['inner', 0],
    ['main', 0],
    ['_start', null],
  ]);
});

test('code without names is followed by its frame pointers', () => {
  const framed = (name: string, body: string): string =>
    `${name}: push rbp\nmov rbp, rsp\n${body}\npop rbp\nret`;
  const source = [
    '.intel_syntax noprefix\n.globl _start\n_start: xor ebp, ebp\ncall a\nhlt',
    framed('a', 'push rbx\ncall b\npop rbx'),
    framed('b', 'sub rsp, 64\ncall c\nadd rsp, 64'),
    framed('c', 'here: nop'),
  ].join('\n');
  const { image } = linkProgram([assemble(source)]);
  const here = image.symbols.find(({ name }) => name === 'here')!.address;
  const runtime = new Runtime({ ...image, symbols: [] });
  runtime.run({ until: { address: here } });
  const [base] = stacks(runtime, { above: 100 }).threads;
  expect(base!.frames.map(({ sp, cfa, end }) => [Number(cfa - sp), end])).toEqual([
    [8, 'return'],
    [72, 'return'],
    [16, 'return'],
  ]);
  expect(base!.slots.filter(({ kind }) => kind === 'return')).toHaveLength(3);
  expect(base!.complete).toBe(false);
});

test('what jumps into the middle of nowhere is not complete', () => {
  const runtime = runtimeOf(
    mainOf('push 0\npush 0\nlea rax, [rip+lost]\npush rax\nret\nlost: mov rsp, rbx\nhere: nop'),
  );
  runtime.run({ until: { address: 'lost' } });
  expect(stacks(runtime).threads[0]).toMatchObject({ complete: false });
});

test('whatever registers and contexts hold, there is a picture', () => {
  const runtime = programOf('counters');
  runtime.run({ until: { switch: 2 } });
  const { memory } = runtime.process.layout;
  const bounds = [
    0,
    8,
    0x400000,
    memory,
    2 ** 32,
    ...runtime.threads.flatMap(({ stack }) => [stack.base, stack.top]),
  ];
  const word = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc
      .tuple(fc.constantFrom(...bounds), fc.integer({ min: -17, max: 17 }))
      .map(([bound, offset]) => BigInt.asUintN(64, BigInt(bound) + BigInt(offset))),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 11, maxLength: 11 }), fc.boolean(), (words, inSwitch) => {
      const { machine } = runtime;
      const context = Number(runtime.threads[1]!.ctx.address);
      for (const [index, value] of words.slice(0, 8).entries()) machine.writeU64(context + index * 8, value);
      machine.setRegister('rsp', words[8]!);
      machine.setRegister('rdi', words[9]!);
      machine.setRegister('rip', inSwitch ? runtime.process.symbols.get('switch') : words[10]!);
      expect(() => contexts(runtime, { slots: 20 })).not.toThrow();
      expect(() => stacks(runtime, { below: 20, threads: [0, 1, 2, 3] })).not.toThrow();
    }),
  );
});
