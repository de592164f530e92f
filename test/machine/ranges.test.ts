/** Compiled code checks accesses near each other together; to the program that is as if each were checked alone. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stop } from '../../asm/abi.ts';
import { again, prepare, since } from './outcome.ts';
import { CODE, codeOf, DATA, DATA_END, newMachine, READ_ONLY, STACK, STACK_TOP } from './setup.ts';

const pointer = fc.constantFrom('rsi', 'rdi', 'rbp');
const near = fc.integer({ min: -160, max: 160 }).map((distance) => distance & ~3);
const place = fc.tuple(pointer, near).map(([base, distance]) => `[${base} + ${distance}]`);

const line = fc.oneof(
  { weight: 6, arbitrary: place.map((at) => `mov rax, QWORD PTR ${at}`) },
  { weight: 6, arbitrary: place.map((at) => `mov QWORD PTR ${at}, rax`) },
  place.map((at) => `add DWORD PTR ${at}, ebx`),
  place.map((at) => `cmp BYTE PTR ${at}, al`),
  place.map((at) => `mov WORD PTR ${at}, bx`),
  place.map((at) => `xchg QWORD PTR ${at}, rbx`),
  fc.constantFrom('push rax', 'pop rbx', 'call 2f\n2:', 'mov rbp, rsp', 'mov rdi, rsi', 'mov rsi, rbp'),
  fc.tuple(pointer, near).map(([base, distance]) => `add ${base}, ${distance}`),
  fc.tuple(pointer, pointer, near).map(([to, from, distance]) => `lea ${to}, [${from} + ${distance}]`),
  place.map((at) => `test al, 4\njz 3f\nmov rcx, QWORD PTR ${at}\n3:`),
);

const ROUNDS = 12;

/** Labels are numbers, so that every line can have its own. */
const body = fc.array(line, { minLength: 2, maxLength: 14 }).map((lines) => lines.join('\n'));

/** At the edges of pages that may be accessed, may be read, and may not. */
const edge = fc
  .tuple(fc.constantFrom(DATA, DATA + 0x800, DATA_END, READ_ONLY, STACK, STACK_TOP), near)
  .map(([page, distance]) => BigInt(page + distance));
const middle = BigInt(DATA + 0x1400);

test('whatever lies at the edges of pages', () => {
  const machine = newMachine();
  fc.assert(
    fc.property(
      body,
      fc.array(fc.tuple(edge, edge, edge), { minLength: 4, maxLength: 4 }),
      (text, starts) => {
        const code = codeOf(`mov r12d, ${ROUNDS}\n1:\n${text}\ndec r12d\njnz 1b\nhlt`);
        const values = (rsi: bigint, rdi: bigint, rbp: bigint): bigint[] =>
          Array.from({ length: 16 }, (_, number) => ({ 5: rbp, 6: rsi, 7: rdi })[number] ?? BigInt(number));
        prepare(machine, CODE, code, values(middle, middle, middle));
        machine.run(2_000);
        machine.compile();
        for (const [rsi, rdi, rbp] of starts) {
          const begin = (): bigint => {
            machine.write(DATA, new Uint8Array(STACK_TOP - DATA));
            again(machine, CODE, values(rsi, rdi, rbp));
            return machine.retired;
          };
          let start = begin();
          const compiled = since(machine, start, machine.run(2_000));
          start = begin();
          let stop = Stop.BUDGET;
          for (let steps = 0; stop === Stop.BUDGET && steps < 2_000; steps++) stop = machine.run(1);
          expect(compiled).toEqual(since(machine, start, stop));
        }
      },
    ),
    { numRuns: 300 },
  );
});
