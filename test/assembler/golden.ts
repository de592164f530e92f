/** The sources in golden/ and what GNU as made of them. */

import { readdirSync, readFileSync } from 'node:fs';
import { blankComments } from '../../src/assembler/comments.ts';
import { detectSyntax } from '../../src/assembler/syntax.ts';
import type { Plain } from './gas.ts';

const FOLDER = new URL('golden/', import.meta.url);
export const RECORDED = new URL('golden/recorded.json', import.meta.url);

export function goldenNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.s'))
    .sort();
}

export function goldenSource(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

export function recorded(): Readonly<Record<string, Plain>> {
  return JSON.parse(readFileSync(RECORDED, 'utf8')) as Record<string, Plain>;
}

/** What as needs to be told before a source that does not say its syntax. */
export function syntaxFor(source: string): string {
  return detectSyntax(blankComments(source).code).dialect === 'att' ? '' : '.intel_syntax noprefix\n';
}
