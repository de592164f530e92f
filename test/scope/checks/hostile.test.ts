/** Whatever a program does with rsp, its stack and its return addresses, watching it changes nothing and ends. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../../../src/assembler/index.ts';
import { bigintAsHex, Runtime } from '../../../src/index.ts';

const REGISTERS = ['rax', 'rbx', 'rcx', 'rsp', 'rbp', 'rdi', 'r12', 'r15'] as const;
const PLACES = [
  'memory',
  'memory+4096',
  'memory+8189',
  'main',
  'task',
  'rsp_value',
  '0',
  '-8',
  '0x7fffffff',
] as const;
const LINES = [
  'push R', 'pop R', 'mov R, R', 'xchg R, R', 'mov R, [rip+rsp_value]', 'mov [rip+rsp_value], R', 'lea rsp, [R-40]',
  'call task', 'call R', 'jmp R', 'ret', 'ret 8', 'leave', 'enter 16, 0', 'mov R, offset P', 'mov [rsp-200], R',
  'mov R, [rsp-200]', 'mov R, [rsp+8]', 'mov [rsp+8], R', 'add rsp, 24', 'sub rsp, 4096', 'inc R', 'std', 'pushfq',
  'call yield_thread', 'mov rdi, offset task\ncall spawn', 'mov eax, 24\nsyscall', 'rep stosb', 'movaps [rsp], xmm3',
  'mov rsp, offset memory+8192', 'mov rsp, [rip+rsp_value]', 'jmp t_return', 'push offset P', 'fldcw [rsp]', 'nop',
] as const; // prettier-ignore

const pick = (texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const line = fc
  .tuple(pick(LINES), pick(REGISTERS), pick(REGISTERS), pick(PLACES))
  .map(([text, first, second, place]) => text.replace('R', first).replace('R', second).replace('P', place));
const code = fc.array(line, { minLength: 1, maxLength: 30 }).map((lines) => lines.join('\n'));

function program(main: string, task: string): string {
  return `.intel_syntax noprefix
.globl main
main: ${main}
task: ${task}
ret
.data
rsp_value: .quad memory+4096
.bss
.balign 16
memory: .skip 8192`;
}

test('random programs', () => {
  fc.assert(
    fc.property(code, code, (main, task) => {
      const object = assemble(program(main, task), { name: 'hostile.s' });
      const [plain, watched] = [false, true].map((check) => {
        const runtime = new Runtime(object, { check });
        const outcome = runtime.run({ maxInstructions: 3_000 });
        return {
          runtime,
          text: JSON.stringify([outcome, runtime.instructions, runtime.output], bigintAsHex),
        };
      });
      expect(watched!.text).toBe(plain!.text);
      expect(() => JSON.stringify(watched!.runtime.findings, bigintAsHex)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
