/** The guest's half of the runtime (`asm/guest/`), assembled. */

import { assemble } from '../assembler/index.ts';
import { discardConstants } from '../elf/discard.ts';
import type { ObjectFile } from '../elf/object.ts';
import { GUEST_TEXTS } from './guest-texts.ts';

/** A file of the library. */
export interface GuestFile {
  readonly name: string;
  /** The names that it defines for others. */
  readonly defines: readonly string[];
  /** Assembled when it is first asked for: most programs need few. Constants that each file includes are not in it. */
  readonly object: ObjectFile;
}

function guestFile(name: string, source: string): GuestFile {
  let object: ObjectFile | undefined;
  const declared = source.matchAll(/^ +\.(?:globl|weak) (.+)$/gm);
  return {
    name,
    defines: [...declared].flatMap(([, names = '']) => names.split(', ')),
    get object() {
      return (object ??= discardConstants(
        assemble(source, { name: `guest/${name}`, include: (path) => GUEST_TEXTS[path] }),
      ));
    },
  };
}

/** All but those that are only included. The package has them as they are: see `rolldown.config.ts`. */
export const GUEST_LIBRARY: readonly GuestFile[] = Object.entries(GUEST_TEXTS)
  .map(([name, source]) => guestFile(name, source))
  .filter(({ defines }) => defines.length > 0);
