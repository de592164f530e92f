/** The sections of a run, and which of them is being filled. */

import { SourceError } from './error.ts';
import { LIMITS } from './limits.ts';
import { SectionBuilder, type SectionAttributes } from './section.ts';

const code = { alloc: true, write: false, execute: true };
const data = { alloc: true, write: true, execute: false };
const constant = { alloc: true, write: false, execute: false };
const none = { alloc: false, write: false, execute: false };

/** What well-known names mean when a source does not say (System V ABI, chapter 4, special sections). */
const KNOWN: readonly (readonly [RegExp, SectionAttributes['flags'], SectionAttributes['type']])[] = [
  [/^\.(?:text|init|fini)(?:\.|$)/, code, 'progbits'],
  [/^\.(?:data1?|init_array|fini_array|preinit_array)(?:\.|$)/, data, 'progbits'],
  [/^\.bss(?:\.|$)/, data, 'nobits'],
  [/^\.rodata1?(?:\.|$)/, constant, 'progbits'],
  [/^\.note(?:\.|$)/, none, 'note'],
];

export function knownAttributes(name: string): SectionAttributes {
  const [, flags, type] = KNOWN.find(([pattern]) => pattern.test(name)) ?? [
    undefined,
    none,
    'progbits' as const,
  ];
  return { flags, type, merge: false };
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

  find(name: string): SectionBuilder | undefined {
    return this.byName.get(name);
  }

  /** The section of that name, new if there is none. */
  open(name: string, attributes: SectionAttributes = knownAttributes(name)): SectionBuilder {
    let section = this.byName.get(name);
    if (!section) {
      if (this.byName.size >= LIMITS.sections) throw new SourceError(`more than ${LIMITS.sections} sections`);
      section = new SectionBuilder(name, attributes, this.budget);
      this.byName.set(name, section);
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
