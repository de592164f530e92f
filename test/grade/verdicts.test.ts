/** Submissions that are right, wrong in one way, or hostile, and the verdicts on them. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { writeObject } from '../../src/elf/write-object.ts';
import { EXERCISES, grade, type Exercise, type Verdict } from '../../src/grade/index.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(`${HERE}${folder}`).sort();
}

function contentOf(path: string): Buffer {
  return readFileSync(`${HERE}${path}`);
}

function bytesOf(source: string): Uint8Array {
  return new TextEncoder().encode(source);
}

function failed({ properties }: Verdict): string[] {
  return properties.filter(({ passed }) => !passed).map(({ name }) => name);
}

/** What fails, a line each; what has failed with its probe, without the reason again. */
function text(verdict: Verdict): string {
  const { file, passed, score, properties, error } = verdict;
  const lines = properties
    .filter((property) => !property.passed)
    .map(({ name, at, message }) => {
      const said = message?.startsWith('not seen to the end:') ? 'not seen to the end' : message;
      return `    ${name}: ${at === null ? '' : `${at}: `}${said}`;
    });
  const said = error === null ? [] : [error.replaceAll(/^/gm, '    ')];
  return [`${file}: ${passed ? 'passed' : 'not passed'}, ${score}`, ...lines, ...said].join('\n');
}

function verdictsIn(exercise: Exercise, folder: string): Verdict[] {
  return filesIn(folder).map((file) => grade(exercise, contentOf(`${folder}/${file}`), file));
}

function joined(verdicts: readonly Verdict[]): string {
  return `${verdicts.map(text).join('\n\n')}\n`;
}

const [writeSwitch] = EXERCISES as [Exercise];

describe.each(EXERCISES)('$name', (exercise) => {
  const folder = `submissions/${exercise.name}`;
  const right = contentOf(`${folder}/right.s`);

  test('each submission gets its verdict, and each property fails in one of them', async () => {
    const verdicts = verdictsIn(exercise, folder);
    await expect(joined(verdicts)).toMatchFileSnapshot(`expected/${exercise.name}.txt`);
    const seen = new Set(verdicts.flatMap(failed));
    expect(exercise.properties.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });

  test('the points of the properties add up to 100', () => {
    expect(exercise.properties.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  });

  test('what is right has 100 points whatever is drawn', () => {
    for (let seed = 0; seed < 3; seed++) {
      const verdict = grade(exercise, right, 'right.s', String(seed));
      expect([failed(verdict), verdict.passed, verdict.score]).toEqual([[], true, 100]);
    }
  });

  test('an object gets the verdict of its source', () => {
    const object = writeObject(assemble(right.toString(), { name: 'right.s' }));
    expect(grade(exercise, object, 'right.o').score).toBe(100);
  });
});

describe.each(['write-switch', 'windows-switch'])('%s without the lines of one register', (name) => {
  const exercise = EXERCISES.find((one) => one.name === name)!;
  const source = contentOf(`submissions/${name}/right.s`).toString();
  const fields = exercise.properties
    .map((property) => property.name)
    .filter((property) => /^(r[b1]|xmm|gs|r[ds]i)/.test(property));

  test.each(fields)('fails for %s and for nothing else', (field) => {
    const lines = source
      .split('\n')
      .filter((line) => !line.includes(`, ${field}`) && !line.includes(` ${field},`));
    const verdict = grade(exercise, bytesOf(lines.join('\n')), 'without.s');
    expect(failed(verdict)).toEqual([field]);
  });
});

describe('a verdict', () => {
  const right = contentOf('submissions/write-switch/right.s');

  test('is the same each time, and has other values for another seed', () => {
    const wrong = contentOf('submissions/write-switch/one-place-for-all.s');
    const [one, same, other] = ['a', 'a', 'b'].map((seed) => grade(writeSwitch, wrong, 'wrong.s', seed));
    expect(same).toEqual(one);
    expect(failed(other!)).toEqual(failed(one!));
    expect(other).not.toEqual(one);
  });

  test('is the same for a label that is not global', () => {
    const local = right.toString().replace('.globl switch', '');
    expect(grade(writeSwitch, bytesOf(local), 'local.s').score).toBe(100);
  });

  test('does not depend on what else the submission defines', () => {
    const names = ['_start', 'main', 'worker', 'resumed', 'contexts', 'teb', 'stack0', 'exit'];
    const others = names.map((name) => `.globl ${name}\n${name}: hlt\n`).join('');
    const commons = '.comm region, 64\n.comm stack_top0, 8\n';
    const verdict = grade(writeSwitch, bytesOf(`${right.toString()}\n${others}${commons}`), 'crowd.s');
    expect([verdict.error, verdict.score]).toEqual([null, 100]);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(), /^x\.s: the file is empty$/],
    ['bytes', new Uint8Array([0, 1, 2]), /neither a text, in UTF-8, nor an object/],
    ['half of an object', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1]), /^x\.s: /],
    ['2 MiB', bytesOf('#'.repeat(2 << 20)), /larger than 1 MiB/],
    ['thousands of errors', bytesOf('movv\n'.repeat(500)), /and \d+ more lines$/],
  ])('of %s says that it cannot be run', (_, bytes, error) => {
    const verdict = grade(writeSwitch, bytes, 'x.s');
    expect(verdict).toMatchObject({ passed: false, score: 0, properties: [] });
    expect(verdict.error).toMatch(error);
  });
});

test("the verdict in the lecturer's guide is the one on its submission", () => {
  const guide = contentOf('../../docs/grading.md').toString();
  const [, shown = ''] = /^```json\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  const alignGuard = EXERCISES.find(({ name }) => name === 'align-guard')!;
  const verdict = grade(alignGuard, contentOf('submissions/align-guard/aligned.s'), 'bob.s');
  expect(JSON.parse(shown)).toEqual(verdict);
});

test('hostile submissions get verdicts', async () => {
  await expect(joined(verdictsIn(writeSwitch, 'hostile'))).toMatchFileSnapshot('expected/hostile.txt');
});

test('whatever a submission does, it gets a verdict', () => {
  const line = fc.constantFrom(
    'push rax', 'pop rbx', 'pop rsp', 'mov rsp, rdi', 'mov rsp, [rsi]', 'mov rsp, rbx', 'mov [rdi], rsp', 'ret', 'ret 24',
    'call switch', 'jmp [rsp]', 'jmp rax', 'xchg rsp, [rsi]', 'mov eax, 231\nsyscall', 'mov eax, 24\nsyscall', 'std',
    'mov eax, 0x1000\nsyscall', 'mov eax, 0x1001\nsyscall', 'mov eax, 11\nsyscall', 'rep movsb', 'mov rdi, rsi', 'hlt',
    'mov [rsp], rdi', 'add rsp, 8', 'sub rsp, 4096', 'mov r15, [rsi+8]', 'fldcw [rsi]', 'ldmxcsr [rsi]', 'xor ecx, ecx',
    'mov rax, gs:[8]', 'mov eax, 158\nsyscall', 'mov gs:[0x30], rsp', 'ud2', 'int3', 'leave', 'lea rsp, [rip+switch]',
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.constantFrom(...EXERCISES), fc.array(line, { maxLength: 8 }), (exercise, lines) => {
      const labels = [...new Set(['switch', exercise.label])].map((label) => `${label}:\n`).join('');
      const source = `.intel_syntax noprefix\n${labels}${lines.join('\n')}\n`;
      const verdict = grade(exercise, bytesOf(source), 'random.s');
      expect(verdict.error).toBe(null);
      expect(verdict.score).toBeLessThan(100);
    }),
    { numRuns: 25 },
  );
});
