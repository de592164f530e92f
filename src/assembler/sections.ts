/** The sections of a run, and which of them is being filled. */

import { NO_FLAGS, type SectionFlags } from '../elf/object.ts';
import { SourceError } from './error.ts';
import { LIMITS } from './limits.ts';
import { SectionBuilder, type SectionAttributes } from './section.ts';

const code = { ...NO_FLAGS, alloc: true, execute: true };
const data = { ...NO_FLAGS, alloc: true, write: true };
const constant = { ...NO_FLAGS, alloc: true };

/** Bytes of an entry of a table of addresses. */
const ADDRESS = 8;

function meaning(
  flags: SectionFlags,
  type: SectionAttributes['type'] = 'progbits',
  entrySize = 0,
): SectionAttributes {
  return { flags, type, entrySize };
}

/** What names mean when a source does not say, up to a second dot (System V ABI, chapter 4, special sections). */
const KNOWN: Readonly<Record<string, SectionAttributes>> = {
  '.text': meaning(code),
  '.init': meaning(code),
  '.fini': meaning(code),
  '.data': meaning(data),
  '.data1': meaning(data),
  '.init_array': meaning(data, 'progbits', ADDRESS),
  '.fini_array': meaning(data, 'progbits', ADDRESS),
  '.preinit_array': meaning(data, 'progbits', ADDRESS),
  '.bss': meaning(data, 'nobits'),
  '.rodata': meaning(constant),
  '.rodata1': meaning(constant),
  '.note': meaning(NO_FLAGS, 'note'),
  '.tdata': meaning({ ...data, tls: true }),
  '.tbss': meaning({ ...data, tls: true }),
};

export function knownAttributes(name: string): SectionAttributes {
  const dot = name.indexOf('.', 1);
  const first = dot === -1 ? name : name.slice(0, dot);
  return Object.hasOwn(KNOWN, first) ? KNOWN[first]! : meaning(NO_FLAGS);
}

function keyOf(name: string, part: string): string {
  return part === '' ? name : `${name}\0${part}`;
}

export class SectionList {
  private readonly byName = new Map<string, SectionBuilder>();
  private readonly budget = { bytes: LIMITS.data };
  private readonly saved: { current: SectionBuilder; previous: SectionBuilder | undefined }[] = [];
  current: SectionBuilder;
  private previous: SectionBuilder | undefined;

  constructor() {
    this.current = this.open('.text');
    this.open('.data');
    this.open('.bss');
  }

  all(): SectionBuilder[] {
    return [...this.byName.values()];
  }

  /** @param part What tells sections of one name apart: a group, a number after `unique`. */
  find(name: string, part = ''): SectionBuilder | undefined {
    return this.byName.get(keyOf(name, part));
  }

  /** The section of that name, new if there is none. */
  open(name: string, attributes: SectionAttributes = knownAttributes(name), part = ''): SectionBuilder {
    const key = keyOf(name, part);
    let section = this.byName.get(key);
    if (!section) {
      if (this.byName.size >= LIMITS.sections) throw new SourceError(`more than ${LIMITS.sections} sections`);
      section = new SectionBuilder(name, attributes, this.budget);
      this.byName.set(key, section);
    }
    return section;
  }

  enter(section: SectionBuilder): void {
    this.previous = this.current;
    this.current = section;
  }

  push(): void {
    if (this.saved.length >= LIMITS.nesting)
      throw new SourceError(`more than ${LIMITS.nesting} pushed sections`);
    this.saved.push({ current: this.current, previous: this.previous });
  }

  pop(): void {
    const saved = this.saved.pop();
    if (!saved) throw new SourceError('.popsection without .pushsection');
    this.current = saved.current;
    this.previous = saved.previous;
  }

  /** Back to where the last change came from. */
  exchange(): void {
    if (!this.previous) throw new SourceError('.previous without a section before');
    this.enter(this.previous);
  }
}
