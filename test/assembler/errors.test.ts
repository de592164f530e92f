import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assemble, AssemblyError, type AssembleOptions, type Diagnostic } from '../../src/assembler/index.ts';

/** What is wrong with a source; undefined when it is accepted. */
function failure(source: string, options: AssembleOptions = {}): AssemblyError | undefined {
  try {
    assemble(source, { name: 'demo.s', ...options });
  } catch (error) {
    if (error instanceof AssemblyError) return error;
    throw error;
  }
  return undefined;
}

/** errors.txt: blocks of `==== source`, what is wrong, `==== message`, what is said about it. */
const cases = readFileSync(new URL('errors.txt', import.meta.url), 'utf8')
  .split('==== source\n')
  .slice(1)
  .map((block) => block.split('\n==== message\n'));

describe('says what is wrong with', () => {
  it.each(cases)('%s', (source, message) => {
    expect(`${failure(source)?.message}\n`).toBe(message);
  });
});

describe('a diagnostic', () => {
  it('carries its place as data', () => {
    const expected: Diagnostic = {
      severity: 'error',
      file: 'demo.s',
      line: 2,
      column: 2,
      length: 4,
      message: "unknown mnemonic 'movv'",
      suggestion: 'mov',
      source: '\tmovv rax, 1',
    };
    expect(failure('nop\n\tmovv rax, 1\n')?.diagnostics).toEqual([expected]);
  });

  it('names the file that includes', () => {
    const error = failure('\n.include "b.inc"\n', { include: () => 'nop\n bogus\n' });
    expect(error?.diagnostics[0]).toMatchObject({ file: 'b.inc', line: 2, notes: ['included at demo.s:2'] });
  });

  it('is listed a hundred times at most', () => {
    const error = failure('bogus\n'.repeat(250));
    expect(error?.diagnostics).toHaveLength(100);
    expect(error?.more).toBe(150);
    expect(error?.message).toMatch(/\nand 150 more errors$/);
  });

  it('shows a piece of a long line', () => {
    const error = failure(`.byte ${'1, '.repeat(2000)}300`);
    expect(error?.message.split('\n').every((line) => line.length < 200)).toBe(true);
    expect(error?.message).toMatch(/300$[^]*\^\^\^/m);
  });
});

it('tells of warnings without failing', () => {
  const warnings: Diagnostic[] = [];
  assemble('.warning "careful"', { warn: (diagnostic) => warnings.push(diagnostic) });
  expect(warnings).toMatchObject([{ severity: 'warning', line: 1, message: 'careful' }]);
});

describe('ends in good time with', () => {
  const doubling = '.macro m n\n.if \\n\nm (\\n-1)\nm (\\n-1)\n.endif\n.endm\nm 60\n';
  const sums = `a0 = outside\n${Array.from({ length: 60 }, (_, i) => `a${i + 1} = a${i} + a${i}`).join('\n')}\n.quad a60`;
  const chain = `${Array.from({ length: 5000 }, (_, i) => `.set a${i}, a${i + 1} + 1`).join('\n')}\n.quad a0`;
  const pushing = Array.from({ length: 20_000 }, (_, i) => `l${i}: jmp l${i + 42}\n`).join('');
  const hostile: Record<string, string> = {
    'macros that double': doubling,
    'repetitions in repetitions': '.rept 1000\n.rept 1000\n.rept 1000\nnop\n.endr\n.endr\n.endr\n',
    'an empty repetition of repetitions': '.rept 1000000\n.rept 1000000\n.endr\n.endr\n',
    'text that doubles': `.macro m a\nm "\\a\\a"\n.endm\nm ${'x'.repeat(100)}\n`,
    'sums that double': sums,
    'a chain of definitions': chain,
    'a huge gap': '.data\n.skip 1000000000\n',
    'huge gaps': '.rept 100\n.zero 100000000\n.endr\n',
    'a huge fill': '.fill 2000000000, 8, 1\n',
    'a file that includes itself': '.include "demo.s"\n',
    'an open comment': `/*${'x\n'.repeat(100_000)}`,
    'many open brackets': 'mov rax, '.concat('['.repeat(100_000)),
    'many casts': 'mov rax, '.concat('qword ptr '.repeat(10_000)),
    'many digits': `.quad ${'9'.repeat(1_000_000)}`,
    'a line without end': `.byte ${'1,'.repeat(1_000_000)}`,
    'many conditions': '.if 1\n'.repeat(100_000),
    'many quotes': `.ascii ${'"'.repeat(100_001)}`,
    'branches that push each other': `${pushing}.skip -l1`,
  };
  it.each(Object.keys(hostile))('%s', { timeout: 20_000 }, (name) => {
    const source = hostile[name] ?? '';
    expect(failure(source, { include: () => source })).toBeInstanceOf(AssemblyError);
  });
});
