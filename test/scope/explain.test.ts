/** The next instruction in a sentence: rows of code and what is said of it. */

import { describe, expect, test } from 'vitest';
import { explain, watchStep } from '../../src/scope/index.ts';
import { mainOf, programOf, runtimeOf } from '../runtime/program.ts';

/** Set before: rax is 7, rbx is 0x2f, rcx is 3, rdx is 0. */
const BEFORE = 'mov eax, 7\nmov ebx, 0x2f\nmov ecx, 3\nxor edx, edx\ncmp eax, ecx';

const ROWS: readonly (readonly [code: string, sentence: string])[] = [
  ['mov rsi, rbx', 'copy rbx, which is 0x2f, into rsi'],
  ['mov esi, 5', 'put 5 into esi'],
  ['movzx esi, bl', 'copy bl, which is 0x2f, into esi'],
  ['mov rsi, [rip+word]', 'load rsi from word: it becomes 0x1234'],
  ['mov [rip+word], rbx', 'copy rbx, which is 0x2f, into word'],
  ['lea rsi, [rip+word]', 'put the address of word, 0x401000, into rsi'],
  ['lea rsi, [rax+rcx*2]', 'put 0xd into rsi'],
  ['add rax, rcx', 'add rcx, which is 3, to rax, which is 7: 0xa'],
  ['sub rax, 2', 'take 2 from rax, which is 7: 5'],
  ['xor eax, eax', 'set eax to 0'],
  ['xor rax, rcx', 'turn over the bits of rcx, which is 3, in rax, which is 7: 4'],
  ['and rax, 5', 'keep of rax, which is 7, only the bits of 5: 5'],
  ['imul rax, rcx', 'multiply rax, which is 7, by rcx, which is 3'],
  ['inc rbx', 'add 1 to rbx, which is 0x2f: 0x30'],
  ['neg rcx', 'turn the sign of rcx, which is 3: 0xfffffffffffffffd'],
  ['shl rcx, 2', 'shift rcx, which is 3, 2 places to the left: 0xc'],
  ['cmp rax, 5', 'compare rax, which is 7, with 5'],
  ['test rax, rax', 'see whether rax, which is 7, is 0 or negative'],
  ['div rcx', 'divide rdx:rax by rcx, which is 3, the quotient goes to rax, the rest to rdx'],
  ['ja there', 'jump to there, since CF is 0, ZF is 0'],
  ['je there', 'go on without the jump to there, since ZF is 0'],
  ['cmovg rsi, rbx', 'copy rbx, which is 0x2f, into rsi, since ZF is 0, SF is 0, OF is 0'],
  ['setl sil', 'put 0 into sil, since SF is 0, OF is 0'],
  ['jmp there', 'go on at there'],
  ['call there', 'call there: it will return to there'],
  ['xchg rax, rbx', 'swap rax, which is 7, and rbx, which is 0x2f'],
  ['nop', 'do nothing'],
  ['paddd xmm0, xmm1', 'execute paddd xmm0, xmm1'],
];

describe('a sentence', () => {
  test.each(ROWS)('%s', (code, sentence) => {
    const source = `.globl main\nmain: sub rsp, 8\n${BEFORE}\nat: ${code}\nthere: ret\n.data\nword: .quad 0x1234`;
    const runtime = runtimeOf(source);
    runtime.run({ until: { address: 'at' } });
    expect(explain(runtime)!.text).toBe(sentence);
  });

  test('says what a switch moves, and where the address comes from', () => {
    const runtime = programOf('demo');
    runtime.run({ until: { switch: 1 } });
    const decided = runtime.lastSwitch!.instruction;
    const again = programOf('demo');
    again.run({ until: { instruction: decided + 2 } });
    expect(explain(again)).toMatchObject({
      text: "copy r15, which is 0, into thread 0's context",
      address: { sum: 'rdi + 8', stores: true, holds: 0n },
    });
    again.run({ until: { instruction: decided + 15 } });
    expect(explain(again)!.text).toBe(
      "load rdi from thread 1's context, field thread_ptr: it becomes 0x3fff050",
    );
    again.run({ maxInstructions: 1 });
    expect(explain(again)!.text).toBe('return to call: spawn has put this address on the stack');
  });

  test.each([
    [
      'mov edi, 1\nlea rsi, [rip+text]\nmov edx, 3\nmov eax, 1',
      'ask the host to write 3 bytes from text to its standard output',
    ],
    ['mov edi, 4\nmov eax, 60', 'ask the host to end the program with status 4'],
    ['mov eax, 186', 'ask the host: gettid'],
    ['mov eax, 9999', 'ask the host for call 0x270f, which there is not'],
  ])('%s', (before, sentence) => {
    const runtime = runtimeOf(mainOf(`${before}\nat: syscall`, '.data\ntext: .ascii "abc"'));
    runtime.run({ until: { address: 'at' } });
    expect(explain(runtime)!.text).toBe(sentence);
  });

  test('is none where nothing can be executed', () => {
    const runtime = runtimeOf(mainOf('jmp 0x1000'));
    runtime.run();
    expect(explain(runtime)).toBe(null);
  });
});

test('a step tells what it wrote and what the registers were', () => {
  const runtime = runtimeOf('.globl main\nmain: mov ebx, 5\nat: push rbx\npop rbx\nret');
  runtime.run({ until: { address: 'at' } });
  const rsp = runtime.machine.getRegister('rsp');
  const seen = watchStep(runtime);
  runtime.run({ maxInstructions: 1 });
  expect(seen()).toMatchObject({
    at: { name: 'at' },
    disassembly: 'push rbx',
    before: { rsp, rbx: 5n },
    writes: [{ at: { address: rsp - 8n }, size: 8, after: 5n }],
  });
});
