/**
 * The sessions that the documentation shows, done with the real gdb: `npx tsx test/gdb/documentation.ts` brings them up
 * to date. A block that begins with "gdb" and a program's name is a session; what stands behind its prompts is typed,
 * or every line as long as there are none.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeServers, PROMPT, ROOT, runGdb, serve } from './gdb.ts';

export const DOCUMENTATION = join(ROOT, 'docs/gdb.md');

const SESSION = /^```gdb (?<program>\S+)\n(?<lines>[^]*?)^```$/gm;

export interface DocumentedSession {
  readonly program: string;
  readonly lines: string;
}

export function sessionsOf(text: string): readonly DocumentedSession[] {
  return Array.from(text.matchAll(SESSION), ({ groups }) => ({
    program: groups!['program']!,
    lines: groups!['lines']!,
  }));
}

/** What gdb shows of it now. */
export async function replayed({ program, lines }: DocumentedSession): Promise<string> {
  const all = lines.split('\n').filter(Boolean);
  const typed = all.filter((line) => line.startsWith(PROMPT)).map((line) => line.slice(PROMPT.length));
  const output = await runGdb(await serve(program), `${(typed.length > 0 ? typed : all).join('\n')}\n`);
  return output.slice(0, output.lastIndexOf(`${PROMPT}quit`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let text = readFileSync(DOCUMENTATION, 'utf8');
  for (const session of sessionsOf(text))
    text = text.replace(session.lines, (await replayed(session)).replaceAll('$', '$$$$'));
  writeFileSync(DOCUMENTATION, text);
  closeServers();
}
