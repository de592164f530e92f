/** Threads that are interrupted at the end of their turns lose nothing, wherever that is. */

import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import type { ObjectFile } from '../../src/elf/object.ts';
import { GENERAL_REGISTERS, XMM_REGISTERS } from '../../src/machine/index.ts';
import { Runtime, State, type RuntimeOptions } from '../../src/runtime/index.ts';
import { readArchive } from '../corpus/archive.ts';
import { loadProgram } from '../corpus/load.ts';
import { expectedOutput, programsOf, VARIANTS } from '../corpus/variants.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';
import { whole } from './whole.ts';

const REGISTERS = [...GENERAL_REGISTERS, ...XMM_REGISTERS, 'rip', 'rflags', 'mxcsr', 'fctrl'] as const;

/** Spoils all that it can, so many times. */
const neighbour = (times: number): string => `.globl neighbour
neighbour: push rbx
  push rbp
  sub rsp, 8
  mov ebx, ${times}
1: ${['rax', 'rcx', 'rdx', 'rsi', 'rdi', 'rbp', 'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15'].map((name) => `mov ${name}, -1`).join('\n')}
  ${XMM_REGISTERS.map((name) => `pcmpeqd ${name}, ${name}`).join('\n')}
  mov DWORD PTR [rsp], 0x1fbf
  ldmxcsr [rsp]
  mov DWORD PTR [rsp], 0x127f
  fldcw [rsp]
  mov QWORD PTR [rsp-64], -1
  cmp eax, 1
  dec ebx
  jnz 1b
  add rsp, 8
  pop rbp
  pop rbx
  ret`;

/** Every kind of state that an interruption could lose: flags, direction, red zone, alignments, SSE, control words. */
const STATEFUL = `
  pxor xmm0, xmm0
  movabs rax, 0x0123456789abcdef
  movq xmm1, rax
  movlhps xmm2, xmm1
  mov [rsp-128], rax
  mov [rsp-8], rax
  stc
  adc rax, 1
  setc cl
  rcl rax, 1
  rcr rbx, 3
  push 0x1f85
  ldmxcsr [rsp]
  pop rdx
  push 0x27f
  fldcw [rsp]
  pop rdx
  std
  lea rdi, [rsp-64]
  stosq
  stosb
  cld
  mov r8, [rsp-128]
  add r8, [rsp-8]
  sub rsp, 3
  mov byte ptr [rsp], 7
  movzx r9d, byte ptr [rsp]
  add rsp, 3
  mov ecx, 3
2: lea r10, [r10+rcx*8]
  paddq xmm3, xmm1
  loop 2b
  cmp r8, rax
  cmovb r11, r8
  pushfq
  pop r12
  mul rbx
  cvtsi2sd xmm4, rdx
  mulsd xmm4, xmm4
  ucomisd xmm4, xmm0
  setp r13b
  stmxcsr [rsp-4]
  mov r14d, [rsp-4]
  xor eax, eax`;

/** All registers before each of main's own instructions. */
function journey(options: RuntimeOptions): unknown[] {
  const source = mainOf(STATEFUL.replace(/\n {2}xor eax, eax$/, '\nover: xor eax, eax'), neighbour(10_000));
  const runtime = runtimeOf(source, options);
  const [begin, end] = ['main', 'over'].map((name) => runtime.process.symbols.get(name));
  runtime.spawn('neighbour');
  const seen: unknown[] = [];
  for (;;) {
    const rip = runtime.machine.getRegister('rip');
    const isOwn = runtime.current === 0 && rip >= begin! && rip < end!;
    if (isOwn) seen.push(REGISTERS.map((name) => runtime.machine.getRegister(name)));
    if (rip === end) return seen;
    expect(runtime.run({ maxInstructions: 1 })).toEqual({ kind: 'limit' });
  }
}

describe('every register and flag survives', () => {
  const expected = journey({});

  test('the program is long enough to say so', () => {
    expect(expected.length).toBeGreaterThan(40);
  });

  test.each(Array.from({ length: 20 }, (_, index) => index + 1))('turns of %i instructions', (quantum) => {
    expect(journey({ quantum })).toEqual(expected);
  });
});

/** A number that depends on a text, to have something different in every case and the same in each run. */
function numberFor(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return Math.imul(hash, 0x9e37_79b1) >>> 0;
}

/** Of each variant every so many-th program; others in the next variant. */
const EVERY = 24;
const OBJECTS = VARIANTS.filter(({ output }) => output !== 'executable').map((variant, index) => ({
  ...variant,
  index,
}));

describe.each(OBJECTS)('what compilers make prints the same: $name', ({ index, ...variant }) => {
  const files = readArchive(variant.name);
  const sample = programsOf(variant).filter((_, number) => (number + index) % EVERY === 0);
  const other = assemble(`.intel_syntax noprefix\n${neighbour(3_000)}`);

  test.each(sample)('%s', (program) => {
    const quantum = 100 + (numberFor(variant.name + program) % 5_000);
    const object = loadProgram(program, variant, files.get(program)!) as ObjectFile;
    const runtime = new Runtime([object, other], { quantum });
    runtime.spawn('neighbour');
    expect([runtime.run(), runtime.output]).toEqual([{ kind: 'exit', status: 0 }, expectedOutput(program)]);
    expect(runtime.switches.some(({ why }) => why === 'preempted')).toBe(true);
  });
});

describe('a turn', () => {
  const loops = mainOf(
    'lea rdi, [rip+task]\ncall spawn\nmov ecx, 5000\n1: loop 1b\nlea rdi, [rip+last]\ncall print\nxor eax, eax',
    'task: lea rdi, [rip+first]\njmp print\n.section .rodata\nfirst: .asciz "first "\nlast: .asciz "last"',
  );

  test('lets others run though a loop never yields', () => {
    const [alone, shared] = [runtimeOf(loops), runtimeOf(loops, { quantum: 1_000 })];
    alone.run();
    shared.run();
    expect([alone.output, shared.output]).toEqual(['lastfirst ', 'first last']);
    expect(shared.switches[0]).toMatchObject({ number: 1, from: 0, to: 1, why: 'preempted' });
  });

  test('has as many instructions as it should', () => {
    const runtime = runtimeOf(loops, { quantum: 1_000 });
    const { preempt } = runtime.process.guest!;
    runtime.run({ maxInstructions: 999 });
    expect(runtime.machine.getRegister('rip')).not.toBe(preempt);
    runtime.run({ maxInstructions: 1 });
    expect(runtime.machine.getRegister('rip')).toBe(preempt);
  });

  test('is the same however the run is cut up', () => {
    const [straight, pieces] = [
      programOf('counters', {}, { quantum: 13 }),
      programOf('counters', {}, { quantum: 13 }),
    ];
    straight.run();
    while (pieces.run({ maxInstructions: 7 }).kind === 'limit');
    expect(whole(pieces)).toEqual(whole(straight));
  });

  test('is part of a snapshot', () => {
    const runtime = programOf('counters', {}, { quantum: 13 });
    const snapshots = [...Array(40).keys()].map(() => {
      runtime.run({ maxInstructions: 31 });
      return runtime.snapshot();
    });
    runtime.run();
    const end = whole(runtime);
    for (const snapshot of snapshots) {
      runtime.restore(snapshot);
      runtime.run();
      expect(whole(runtime)).toEqual(end);
    }
  });

  test('is not cut off where the stack has no room for it', () => {
    const deep = mainOf(
      'lea rdi, [rip+task]\ncall spawn\nlea rdi, [rip+spins]\ncall spawn\nxor eax, eax',
      `task: sub rsp, 1880\nmov ecx, 3000\n1: loop 1b\nadd rsp, 1880\nret\nspins: mov ecx, 3000\n1: loop 1b\nret`,
    );
    const runtime = runtimeOf(deep, { quantum: 50, stackSize: 2048 });
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    // while it loops there is none
    expect(runtime.switches.filter(({ from, why }) => from === 1 && why === 'preempted').length).toBeLessThan(
      2,
    );
    expect(
      runtime.switches.filter(({ from, why }) => from === 2 && why === 'preempted').length,
    ).toBeGreaterThan(9);
  });

  test.each([0, -1, 1.5, Number.NaN])('of %d instructions makes no sense', (quantum) => {
    expect(() => runtimeOf(loops, { quantum })).toThrow(RangeError);
  });

  test('changes nothing for mutexes and channels', () => {
    for (const quantum of [1, 2, 3, 5, 17, 100]) {
      const runtime = programOf('blocking/producer-consumer', {}, { quantum });
      expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
      expect(runtime.output).toMatch(/the sum is 1530\n$/);
      expect(runtime.threads.every(({ id, state }) => id === 0 || state === State.Available)).toBe(true);
    }
  });
});
