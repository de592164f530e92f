/** What keeps objects from becoming a program, and how to say where. */

import type { ObjectFile } from './object.ts';

export interface LinkProblem {
  /** One line: `demo.s:12: undefined symbol 'fooo'`. */
  readonly message: string;
  /** The name that may have been meant. */
  readonly suggestion?: string;
}

/** Why objects do not make a program: everything that is wrong, not only the first. */
export class LinkError extends Error {
  override name = 'LinkError';
  readonly problems: readonly LinkProblem[];
  constructor(problems: readonly LinkProblem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}

function sentence({ message, suggestion }: LinkProblem): string {
  return suggestion === undefined ? message : `${message} (did you mean '${suggestion}'?)`;
}

/** `file:line` where the line table knows, else the section and the offset. */
export function placeOf(object: ObjectFile, section: number, offset: number): string {
  let found: ObjectFile['lines'][number] | undefined;
  for (const line of object.lines) {
    if (line.section === section && line.offset <= offset && (!found || line.offset >= found.offset))
      found = line;
  }
  if (found && found.line > 0) return `${found.file}:${found.line}`;
  return `${object.name}(${object.sections[section]?.name ?? ''}+0x${offset.toString(16)})`;
}

/** An ELF file that cannot be read or cannot be used here. The message says which file and why, in one line. */
export class ElfError extends Error {
  override name = 'ElfError';
}
