/** What exercises begin with: programs that run, and are not solved yet. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { grade } from '../../src/grade/grade.ts';
import { EXERCISES } from '../../src/grade/exercises/index.ts';
import { Runtime } from '../../src/runtime/index.ts';

describe.each(EXERCISES)('exercise $name', (exercise) => {
  const file = `${exercise.name}.s`;
  const text = readFileSync(new URL(`../../asm/programs/exercises/${file}`, import.meta.url), 'utf8');

  test('begins with a program that can be loaded and run', () => {
    const runtime = new Runtime(assemble(text, { name: file }), { onWrite() {} });
    expect(runtime.run({ maxInstructions: 100_000 }).kind).not.toBe('limit');
  });

  const gradeOf = (source: string): ReturnType<typeof grade> =>
    grade(exercise, new TextEncoder().encode(source), file);

  test('begins with something that can be graded, and is not solved', () => {
    const { error, passed } = gradeOf(text);
    expect({ error, passed }).toEqual({ error: null, passed: false });
  });

  test('is solved by what is written in its place', () => {
    const right = readFileSync(
      new URL(`../grade/submissions/${exercise.name}/right.s`, import.meta.url),
      'utf8',
    );
    const routine = right.slice(right.indexOf(`${exercise.label}:`) + exercise.label.length + 1);
    const solved = text.replace(/\n +ud2 +# yours to write\n/, routine);
    expect(gradeOf(solved)).toMatchObject({ error: null, score: 100 });
    const runtime = new Runtime(assemble(solved, { name: file }), { onWrite() {} });
    expect(runtime.run({ maxInstructions: 100_000 })).toEqual({ kind: 'exit', status: 0 });
  });
});
