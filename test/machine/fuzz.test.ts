import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault, Stop } from '../../asm/abi.ts';
import { decode, type Instruction } from '../../src/isa/decode.ts';
import { formatInstruction } from '../../src/isa/format.ts';
import { isRepeatable } from '../../src/isa/prefix.ts';
import { GENERAL_REGISTERS, type Machine } from '../../src/machine/index.ts';
import { codeBytes } from '../isa/random.ts';
import { toHex } from '../isa/rows.ts';
import { anyInstruction, registers } from './programs.ts';
import { CODE, CODE_END, DATA, newMachine, OPEN, OPEN_END, state } from './setup.ts';

const machine = newMachine();

function start(address: number, values: readonly bigint[]): void {
  GENERAL_REGISTERS.forEach((name, number) => machine.setRegister(name, values[number]!));
  machine.setRegister('rip', BigInt(address));
}

const bytes = fc.uint8Array({ minLength: 1, maxLength: 600, size: 'max' });
const code = fc.oneof(
  bytes,
  fc
    .array(codeBytes, { minLength: 1, maxLength: 30 })
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part]))),
  fc
    .array(anyInstruction, { minLength: 1, maxLength: 80 })
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part]))),
);

describe('random bytes as code', () => {
  test('end in a reported reason, within the budget', () => {
    fc.assert(
      fc.property(code, registers, fc.integer({ min: 0, max: 2000 }), (program, values, budget) => {
        machine.write(OPEN, new Uint8Array(OPEN_END - OPEN));
        machine.write(OPEN, program);
        start(OPEN, values);
        for (let run = 0; run < 3; run++) {
          const before = machine.retired;
          const stop = machine.run(budget);
          const retired = Number(machine.retired - before);
          expect(Stop[stop]).toBeDefined();
          expect(stop === Stop.BUDGET ? retired === budget : retired <= budget).toBe(true);
          if (stop === Stop.FAULT) expect(Fault[machine.fault.kind]).toBeDefined();
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('from any rip', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }), registers, (rip, values) => {
        start(0, values);
        machine.setRegister('rip', rip);
        const before = state(machine);
        fc.pre(rip < BigInt(CODE) || rip >= BigInt(CODE_END));
        fc.pre(rip < BigInt(OPEN) || rip >= BigInt(OPEN_END));
        expect(machine.run(100)).toBe(Stop.FAULT);
        expect(machine.fault).toEqual({ kind: Fault.EXECUTE, address: rip, size: 1, source: 0n });
        expect(state(machine)).toEqual(before);
      }),
    );
  });
});

const DATA_REGISTERS = Array.from({ length: 16 }, (_, number) => BigInt(DATA + 0x700 + number * 8));

/** Where an instruction may lead that is no store and does not fault. */
function successors(instruction: Instruction, before: Machine): readonly bigint[] | undefined {
  const next = instruction.address + BigInt(instruction.length);
  const [operand] = instruction.operands;
  if (isRepeatable(instruction.form)) return [next, instruction.address];
  if (operand?.kind === 'relative') return [next, BigInt.asUintN(64, next + operand.distance)];
  if (!/^(?:jmp|call|ret)$/.test(instruction.form.mnemonic)) return [next];
  if (operand?.kind === 'register') return [before.getRegister(operand.register.name as 'rax')];
  return undefined;
}

/** What they disagree about in the first instruction of some bytes, or undefined. */
function disagreement(program: Uint8Array): string | undefined {
  machine.write(CODE, program);
  // every address without index or distance is one of the data page
  start(CODE, DATA_REGISTERS);
  const instruction = decode(program, BigInt(CODE));
  const wanted = instruction && successors(instruction, machine);
  const stop = machine.run(1);
  const invalid = stop === Stop.FAULT && machine.fault.kind === Fault.INVALID_OPCODE;
  const meansNothing = instruction === undefined || /^ud[12]$/.test(instruction.form.mnemonic);
  const text = instruction ? formatInstruction(instruction) : 'no instruction';
  if (invalid !== meansNothing) return `${toHex(program)}: ${text}, ${Stop[stop]}`;
  const rip = machine.getRegister('rip');
  if (stop === Stop.FAULT || !wanted || wanted.includes(rip)) return undefined;
  return `${toHex(program)}: ${text}, rip ${rip.toString(16)}`;
}

/** Rows of the table with a byte changed and a prefix in front: what is just no longer an instruction, or another one. */
const nearlyInstruction = fc
  .tuple(
    fc.array(fc.constantFrom(0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x40, 0x48), { maxLength: 2 }),
    anyInstruction,
    fc.nat(255),
    fc.nat(255),
  )
  .map(([prefixes, encoding, at, byte]) => {
    const padded = Uint8Array.from([...prefixes, ...encoding, ...Array<number>(16).fill(0)]);
    return padded.with(at % (prefixes.length + encoding.length), byte);
  });

describe('the machine and the disassembler agree', () => {
  test('on what is an instruction and how long it is', () => {
    fc.assert(
      fc.property(fc.oneof(codeBytes, nearlyInstruction), (program) => {
        expect(disagreement(program)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });

  test('for every opcode with every ModRM byte', () => {
    const tail = [0x05, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11, 0x22, 0x33, 0x44];
    const wrong: string[] = [];
    for (const head of [[], [0x66]]) {
      for (let opcode = 0; opcode < 0x10000; opcode++) {
        const line = disagreement(Uint8Array.from([...head, opcode >> 8, opcode & 0xff, ...tail]));
        if (line !== undefined) wrong.push(line);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('for every opcode behind 0F, with what selects among its meanings', () => {
    const prefixes = [[], [0x66], [0xf2], [0xf3], [0xf0], [0x66, 0x48], [0xf2, 0x48], [0xf3, 0x48]];
    // every ModRM.reg, with registers and with memory of both lengths
    const modRM = Array.from(
      { length: 32 },
      (_, at) => ((at & 1) * 0xc0) | (at & 2 ? 5 : 0) | ((at >> 2) << 3),
    );
    const tail = [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0];
    const wrong: string[] = [];
    for (const head of prefixes) {
      for (let opcode = 0; opcode < 0x100; opcode++) {
        for (const byte of modRM) {
          const line = disagreement(Uint8Array.from([...head, 0x0f, opcode, byte, ...tail]));
          if (line !== undefined) wrong.push(line);
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
