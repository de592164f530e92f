/** A program of the corpus as the runtime takes it. */

import { assemble } from '../../src/assembler/index.ts';
import type { Image } from '../../src/elf/image.ts';
import type { ObjectFile } from '../../src/elf/object.ts';
import { readExecutable } from '../../src/elf/read-executable.ts';
import { readObject } from '../../src/elf/read-object.ts';
import type { Variant } from './variants.ts';

/** What a variant's compiler has made of a program. */
export function loadProgram(program: string, { output }: Variant, bytes: Uint8Array): ObjectFile | Image {
  switch (output) {
    case 'object':
      return readObject(bytes, `${program}.o`);
    case 'assembly':
      return assemble(new TextDecoder().decode(bytes), { name: `${program}.s` });
    case 'executable':
      return readExecutable(bytes, program);
  }
}
