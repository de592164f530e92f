/** The sections of a run, and which of them is being filled. */

import { NO_FLAGS } from '../elf/object.ts';
import { SourceError } from './error.ts';
import { LIMITS } from './limits.ts';
import { SectionBuilder, type SectionAttributes } from './section.ts';

const code = { ...NO_FLAGS, alloc: true, execute: true };
const data = { ...NO_FLAGS, alloc: true, write: true };
const constant = { ...NO_FLAGS, alloc: true };

/** What well-known names mean when a source does not say (System V ABI, chapter 4, special sections). */
const KNOWN: readonly (readonly [RegExp, SectionAttributes['flags'], SectionAttributes['type']])[] = [
  [/^\.(?:text|init|fini)(?:\.|$)/, code, 'progbits'],
  [/^\.(?:data1?|init_array|fini_array|preinit_array)(?:\.|$)/, data, 'progbits'],
  [/^\.bss(?:\.|$)/, data, 'nobits'],
  [/^\.rodata1?(?:\.|$)/, constant, 'progbits'],
  [/^\.note(?:\.|$)/, NO_FLAGS, 'note'],
  [/^\.t(?:data|bss)(?:\.|$)/, { ...data, tls: true }, 'progbits'],
];

/** Tables of addresses. */
const ADDRESSES = /^\.(?:init|fini|preinit)_array(?:\.|$)/;

export function knownAttributes(name: string): SectionAttributes {
  const [, flags, type] = KNOWN.find(([pattern]) => pattern.test(name)) ?? [
    undefined,
    NO_FLAGS,
    'progbits' as const,
  ];
  return { flags, type, entrySize: ADDRESSES.test(name) ? 8 : 0 };
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
