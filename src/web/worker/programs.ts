/** From what somebody wrote or dropped to a program, or to what is wrong with it. */

import { assemble, AssemblyError } from '../../assembler/index.ts';
import { LinkError } from '../../elf/link.ts';
import type { ObjectFile } from '../../elf/object.ts';
import { ElfError } from '../../elf/problem.ts';
import type { Image } from '../../elf/image.ts';
import { OutOfMemory } from '../../machine/index.ts';
import { ProgramError } from '../../runtime/index.ts';
import type { Problem, ProgramInput, Refused } from '../protocol.ts';

/** Where an ELF file says what it is, and the value of an object that is to be linked. */
const ELF_TYPE = 16;
const RELOCATABLE = 1;

/** @throws AssemblyError, ElfError */
export async function readProgram(program: ProgramInput): Promise<ObjectFile | Image> {
  if ('text' in program) return assemble(program.text, { name: program.name });
  const { name, bytes } = program;
  if (bytes[ELF_TYPE] === RELOCATABLE) {
    const { readObject } = await import('../../elf/read-object.ts');
    return readObject(bytes, name);
  }
  const { readExecutable } = await import('../../elf/read-executable.ts');
  return readExecutable(bytes, name);
}

/** What somebody can do something about; undefined for a defect of ours. */
export function refusal(error: unknown): Refused | undefined {
  const problems = problemsOf(error);
  return problems && { ok: false, problems };
}

function problemsOf(error: unknown): Problem[] | undefined {
  if (error instanceof AssemblyError) {
    return error.diagnostics.map(({ expected = [], suggestion, notes = [], ...rest }) => ({
      ...rest,
      hints: [
        ...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]),
        ...(expected.length === 0 ? [] : [`It takes: ${formsOf(expected)}.`]),
        ...notes,
      ],
    }));
  }
  if (error instanceof LinkError) {
    return error.problems.map(({ message, suggestion }) =>
      problem(message, suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]),
    );
  }
  const isTheirs = [ElfError, ProgramError, OutOfMemory, RangeError].some((kind) => error instanceof kind);
  return isTheirs ? [problem((error as Error).message, [])] : undefined;
}

/** More than a few nobody reads. */
const MOST_FORMS = 4;

function formsOf(forms: readonly string[]): string {
  if (forms.length <= MOST_FORMS) return forms.join('; ');
  return `${forms.slice(0, MOST_FORMS).join('; ')} and others`;
}

/** The linker names the line in front of what it says. */
function problem(text: string, hints: readonly string[]): Problem {
  const [, file = '', line = '0', message = text] = /^(.*?):(\d+): (.*)$/s.exec(text) ?? [];
  return { file, line: Number(line), column: 1, length: 1, message, severity: 'error', hints };
}
