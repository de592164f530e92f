import { describe, expect, test } from 'vitest';
import { Fault, Stop } from '../../asm/abi.ts';
import type { Machine } from '../../src/machine/index.ts';
import {
  CODE,
  codeOf,
  DATA,
  DATA_END,
  GUARD_PAGE,
  machineWith,
  memory,
  newMachine,
  READ_ONLY,
  SIZE,
  STACK,
  STACK_TOP,
  state,
} from './setup.ts';

/** Where rdi points, what may not be done there, and the first byte at which it may not. */
type Place = readonly [name: string, rdi: bigint, kinds: 'rw' | 'w', fault: (size: number) => bigint];

const at =
  (address: number | bigint): (() => bigint) =>
  () =>
    BigInt(address);

const PLACES: readonly Place[] = [
  ['the null page', 0n, 'rw', at(0)],
  ['the register file', 0x010000n, 'rw', at(0x010000)],
  ['the permissions', 0x300400n, 'rw', at(0x300400)],
  ['below the program', 0x3ffff8n, 'rw', at(0x3ffff8)],
  ['a page of nobody', BigInt(DATA_END), 'rw', at(DATA_END)],
  ['a guard page', BigInt(GUARD_PAGE + 0x123), 'rw', at(GUARD_PAGE + 0x123)],
  ['a guard page and the stack above it', BigInt(STACK - 1), 'rw', at(STACK - 1)],
  ['a page to read', BigInt(READ_ONLY + 0x10), 'w', at(READ_ONLY + 0x10)],
  ['code', BigInt(CODE + 0x800), 'w', at(CODE + 0x800)],
  ['past the end of memory', BigInt(SIZE), 'rw', at(SIZE)],
  ['4 GiB', 0x1_0000_0000n, 'rw', at(0x1_0000_0000n)],
  [
    '4 GiB above a page that is there',
    0x1_0000_0000n + BigInt(DATA),
    'rw',
    at(0x1_0000_0000n + BigInt(DATA)),
  ],
  ['the upper half', 0xffff_8000_0050_0000n, 'rw', at(0xffff_8000_0050_0000n)],
  ['the last byte of all', 0xffff_ffff_ffff_ffffn, 'rw', at(0xffff_ffff_ffff_ffffn)],
  ['the last byte of 4 GiB', 0xffff_ffffn, 'rw', at(0xffff_ffffn)],
];

/** From a page where everything goes into one where it doesn't: only accesses of two bytes and more get there. */
const CROSSINGS: readonly Place[] = [
  ['data and what follows', BigInt(DATA_END - 1), 'rw', at(DATA_END)],
  ['data and a page to read', BigInt(READ_ONLY - 1), 'w', at(READ_ONLY)],
];

/** Each with the size of the access; what it writes must not be there afterwards. */
const LOADS: readonly [string, number][] = [
  ['mov al, [rdi]', 1],
  ['mov ax, [rdi]', 2],
  ['mov eax, [rdi]', 4],
  ['mov rax, [rdi]', 8],
  ['movzx eax, BYTE PTR [rdi]', 1],
  ['movsx rax, WORD PTR [rdi]', 2],
  ['movsxd rax, DWORD PTR [rdi]', 4],
  ['add rax, [rdi]', 8],
  ['adc ax, [rdi]', 2],
  ['cmp [rdi], ecx', 4],
  ['cmp BYTE PTR [rdi], 1', 1],
  ['test [rdi], rcx', 8],
  ['imul rax, [rdi]', 8],
  ['imul eax, [rdi], 3', 4],
  ['mul QWORD PTR [rdi]', 8],
  ['div DWORD PTR [rdi]', 4],
  ['cmovne eax, [rdi]', 4],
  ['push QWORD PTR [rdi]', 8],
  ['call [rdi]', 8],
  ['jmp [rdi]', 8],
  ['mov rsp, rdi; ret', 8],
  ['mov rsp, rdi; ret 8', 8],
  ['mov rsp, rdi; pop rax', 8],
  ['mov rsp, rdi; pop ax', 2],
  ['mov rsp, rdi; popfq', 8],
  ['mov rbp, rdi; leave', 8],
];

const STORES: readonly [string, number][] = [
  ['mov [rdi], al', 1],
  ['mov [rdi], ax', 2],
  ['mov [rdi], eax', 4],
  ['mov [rdi], rax', 8],
  ['mov BYTE PTR [rdi], 5', 1],
  ['mov QWORD PTR [rdi], 5', 8],
  ['add [rdi], rax', 8],
  ['sbb WORD PTR [rdi], 3', 2],
  ['xor [rdi], cl', 1],
  ['inc DWORD PTR [rdi]', 4],
  ['neg QWORD PTR [rdi]', 8],
  ['not BYTE PTR [rdi]', 1],
  ['shl QWORD PTR [rdi], 3', 8],
  ['ror DWORD PTR [rdi], cl', 4],
  ['xchg [rdi], rax', 8],
  ['setne [rdi]', 1],
  ['lock add [rdi], eax', 4],
  ['pop QWORD PTR [rdi]', 8],
  ['lea rsp, [rdi+8]; push rax', 8],
  ['lea rsp, [rdi+8]; push 5', 8],
  ['lea rsp, [rdi+2]; push ax', 2],
  ['lea rsp, [rdi+8]; pushfq', 8],
  ['lea rsp, [rdi+8]; call .', 8],
  ['lea rsp, [rdi+8]; call rbx', 8],
];

const REGISTERS = {
  rax: 0x1122_3344_5566_7788n,
  rcx: 5n,
  rdx: 0n,
  rbx: BigInt(CODE),
  rsp: BigInt(STACK_TOP - 0x100),
  rflags: 0x8d5n,
};

const codes = new Map([...LOADS, ...STORES].map(([text]) => [text, codeOf(text)]));
const used = newMachine();

/** One machine for thousands of accesses. */
function restart(text: string, registers: typeof REGISTERS & { readonly rdi: bigint }): Machine {
  used.write(CODE, codes.get(text)!);
  for (const [name, value] of Object.entries(registers))
    used.setRegister(name as keyof typeof registers, value);
  used.setRegister('rip', BigInt(CODE));
  return used;
}

function checkFault(text: string, size: number, kind: Fault, [, rdi, , fault]: Place): void {
  const prepared = text.includes(';');
  const machine = restart(text, { ...REGISTERS, rdi });
  if (prepared) machine.run(1);
  const before = state(machine);
  const bytes = memory(machine);
  expect(machine.run(100)).toBe(Stop.FAULT);
  expect(machine.fault).toEqual({ kind, address: fault(size), size, source: 0n });
  expect(state(machine)).toEqual(before);
  expect(memory(machine).equals(bytes)).toBe(true);
}

describe('an access that is not allowed faults and changes nothing', () => {
  for (const place of PLACES) {
    test(`${place[2] === 'rw' ? 'loads and ' : ''}stores: ${place[0]}`, () => {
      const loads = place[2] === 'rw' ? LOADS : [];
      for (const [text, size] of loads) checkFault(text, size, Fault.READ, place);
      for (const [text, size] of STORES) checkFault(text, size, Fault.WRITE, place);
    });
  }
  for (const place of CROSSINGS) {
    test(`${place[2] === 'rw' ? 'loads and ' : ''}stores across ${place[0]}`, () => {
      const wide = (list: readonly [string, number][]): typeof list => list.filter(([, size]) => size > 1);
      const loads = place[2] === 'rw' ? wide(LOADS) : [];
      for (const [text, size] of loads) checkFault(text, size, Fault.READ, place);
      for (const [text, size] of wide(STORES)) checkFault(text, size, Fault.WRITE, place);
    });
  }

  test('and the same accesses go where they are allowed, unaligned and across pages', () => {
    for (const rdi of [DATA + 0x10, DATA + 0x13, DATA + 0xffd]) {
      for (const [text] of [...LOADS, ...STORES]) {
        if (/div|ret|call|jmp/.test(text)) continue;
        const machine = restart(text, { ...REGISTERS, rdi: BigInt(rdi) });
        expect([text, machine.run(text.includes(';') ? 2 : 1)]).toEqual([text, Stop.BUDGET]);
      }
    }
  });

  test('loads, but no stores, from pages to read and from code', () => {
    for (const rdi of [READ_ONLY, CODE]) {
      const machine = machineWith('mov eax, [rdi]; mov [rdi], eax', { rdi: BigInt(rdi) });
      expect(machine.run(1)).toBe(Stop.BUDGET);
      expect(machine.run(1)).toBe(Stop.FAULT);
      expect(machine.fault.kind).toBe(Fault.WRITE);
    }
  });

  test('push of memory and pop to memory check both ends', () => {
    const push = machineWith('push QWORD PTR [rdi]', { rdi: BigInt(DATA), rsp: BigInt(STACK) });
    expect(push.run(1)).toBe(Stop.FAULT);
    expect(push.fault).toMatchObject({ kind: Fault.WRITE, address: BigInt(STACK - 8) });
    const pop = machineWith('pop QWORD PTR [rsp-8]', { rsp: BigInt(STACK_TOP - 8) });
    expect(pop.run(1)).toBe(Stop.BUDGET);
    const above = machineWith('pop QWORD PTR [rsp]', { rsp: BigInt(STACK_TOP - 8) });
    expect(above.run(1)).toBe(Stop.FAULT);
    expect(above.fault).toMatchObject({ kind: Fault.WRITE, address: BigInt(STACK_TOP) });
    expect(above.getRegister('rsp')).toBe(BigInt(STACK_TOP - 8));
  });

  test.each(['[rsp]', '[esp]', 'gs:[rsp]'])(
    'pop to memory at %s counts from rsp as it is afterwards',
    (place) => {
      const machine = machineWith(`push 0x12; push 0x34; pop QWORD PTR ${place}`, { rsp: BigInt(STACK_TOP) });
      expect(machine.run(3)).toBe(Stop.BUDGET);
      expect(machine.readU64(STACK_TOP - 8)).toBe(0x34n);
      expect(machine.getRegister('rsp')).toBe(BigInt(STACK_TOP - 8));
    },
  );
});
