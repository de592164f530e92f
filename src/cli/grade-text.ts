/** Exercises and verdicts as text. */

import type { Exercise, PropertyVerdict, Verdict } from '../grade/index.ts';
import { wrapped } from './grid.ts';
import type { Paint } from './terminal.ts';

export function listText(exercises: readonly Exercise[], width: number): string {
  const gap = Math.max(...exercises.map(({ name }) => name.length)) + 2;
  const lines = exercises.flatMap(({ name, label, summary }) => {
    const [first = '', ...rest] = wrapped(`${label}: ${summary}`, width - gap);
    return [name.padEnd(gap) + first, ...rest.map((line) => ' '.repeat(gap) + line)];
  });
  return lines.join('\n');
}

export function exerciseText({ name, summary, wish, properties }: Exercise, width: number): string {
  const gap = Math.max(...properties.map((property) => property.name.length)) + 2;
  const graded = properties.flatMap((property) => {
    const [first = '', ...rest] = wrapped(property.wants, width - gap - 7);
    const head = `  ${String(property.points).padStart(3)}  ${property.name.padEnd(gap)}${first}`;
    return [head, ...rest.map((line) => ' '.repeat(gap + 7) + line)];
  });
  return `${name}: ${summary}\n\n${wish}\n\nWhat is graded, and its points of 100:\n\n${graded.join('\n')}`;
}

export function verdictText(exercise: Exercise, verdict: Verdict, paint: Paint, width: number): string {
  const { file, passed, score, properties, error } = verdict;
  const result = error === null ? (passed ? 'passed' : 'not passed') : "can't be run";
  const [head = '', ...rest] = wrapped(`${result}: ${score} of 100 for ${exercise.name}: ${file}`, width);
  const title = [head.replace(result, paint([passed ? 'green' : 'red', 'bold'], result)), ...rest];
  if (error !== null) return [error, ...title].join('\n');
  const gap = Math.max(...properties.map(({ name }) => name.length)) + 2;
  const rows = properties.flatMap((property) => propertyLines(exercise, property, file, gap, paint, width));
  return [...rows, ...title].join('\n');
}

function propertyLines(
  exercise: Exercise,
  { name, passed, points, message, at }: PropertyVerdict,
  file: string,
  gap: number,
  paint: Paint,
  width: number,
): readonly string[] {
  const wants = exercise.properties.find((property) => property.name === name)?.wants ?? '';
  const indent = ' '.repeat(12 + gap);
  const place = at === null ? '' : `${file}:${at}: `;
  const said = message === null ? wants : `${place}${message}`;
  const [first = '', ...rest] = wrapped(said, width - indent.length);
  const mark = passed ? paint('green', 'ok    ') : paint('red', 'failed');
  const worth = String(points).padStart(3);
  return [`${mark}  ${worth} ${name.padEnd(gap)}${first}`, ...rest.map((line) => indent + line)];
}
