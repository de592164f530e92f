/**
 * A relocatable object in ELF's terms (System V ABI, chapters 4 and 5; AMD64 supplement, section 4.4): what the
 * assembler makes, what an `.o` file holds and what the linker takes.
 */

/** sh_flags of a section, as far as they change what the machine sees. */
export interface SectionFlags {
  readonly alloc: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  /** SHF_MERGE: of pieces of `entrySize` bytes, or with `strings` of strings, equal ones may become one. */
  readonly merge: boolean;
  /** SHF_STRINGS: the pieces are strings that end with a zero. */
  readonly strings: boolean;
  /** SHF_TLS: each thread would have its own, which no program here can. */
  readonly tls: boolean;
}

export const NO_FLAGS: SectionFlags = {
  alloc: false,
  write: false,
  execute: false,
  merge: false,
  strings: false,
  tls: false,
};

/** The flags of a section that is loaded, with what else is true of it. */
export function loaded(others: Partial<SectionFlags> = {}): SectionFlags {
  return { ...NO_FLAGS, alloc: true, ...others };
}

export interface Section {
  readonly name: string;
  readonly flags: SectionFlags;
  /** `nobits` occupies memory and no bytes of the file: `data` is empty. */
  readonly type: 'progbits' | 'nobits' | 'note';
  /** A power of two, in bytes. */
  readonly alignment: number;
  readonly data: Uint8Array;
  /** In bytes; `data.length`, except for `nobits`. */
  readonly size: number;
  /** Of the pieces of a section that may be merged, in bytes; otherwise 0. */
  readonly entrySize: number;
  /** The signature of its COMDAT group: of all groups with one signature a program keeps the first. */
  readonly group?: string;
  readonly relocations: readonly Relocation[];
}

/** The relocations of the AMD64 supplement, table 4.10, that a static program needs. */
export type RelocationType =
  | 'R_X86_64_64'
  | 'R_X86_64_32'
  | 'R_X86_64_32S'
  | 'R_X86_64_16'
  | 'R_X86_64_8'
  | 'R_X86_64_PC64'
  | 'R_X86_64_PC32'
  | 'R_X86_64_PC16'
  | 'R_X86_64_PC8'
  | 'R_X86_64_PLT32'
  | 'R_X86_64_GOTPCREL'
  | 'R_X86_64_GOTPCRELX'
  | 'R_X86_64_REX_GOTPCRELX';

export interface Relocation {
  /** Of the field, in bytes from the section's start. */
  readonly offset: number;
  readonly type: RelocationType;
  /** Index into `ObjectFile.symbols`. */
  readonly symbol: number;
  readonly addend: bigint;
}

/** Where a symbol's value counts from: a section (index into `ObjectFile.sections`) or one of ELF's special ones. */
export type SymbolPlace = number | 'undefined' | 'absolute' | 'common';

export interface ObjectSymbol {
  /** May start with `.L` (`isLocalLabel`); a section's symbol bears the section's name. */
  readonly name: string;
  readonly place: SymbolPlace;
  /** Offset in the section, the absolute value, or for `common` the alignment. */
  readonly value: bigint;
  readonly size: bigint;
  readonly binding: 'local' | 'global' | 'weak';
  readonly type: 'none' | 'function' | 'object' | 'section' | 'file';
  readonly visibility: 'default' | 'hidden' | 'protected' | 'internal';
}

/** `section + offset` begins what was written in `line` (1-based; 0: in none) of `file`. Entries of a section rise by offset. */
export interface ObjectLine {
  readonly section: number;
  readonly offset: number;
  readonly file: string;
  readonly line: number;
}

export interface ObjectFile {
  /** The source or the `.o` as the user named it. */
  readonly name: string;
  readonly sections: readonly Section[];
  readonly symbols: readonly ObjectSymbol[];
  readonly lines: readonly ObjectLine[];
}

/** Whether a section is for debuggers alone. */
export function isDebug({ name, flags }: Section): boolean {
  return name.startsWith('.debug_') && !flags.alloc;
}

/** Whether a compiler says more of an object than its lines. */
export function isDescribed({ sections }: ObjectFile): boolean {
  return sections.some(({ name, size }) => name === '.debug_info' && size > 0);
}

/** An object says in this section's flags whether its code wants a stack that can be executed. */
export const STACK_NOTE = '.note.GNU-stack';

/** Names that start like this are the compiler's own labels: of no interest where symbols are listed for people. */
export function isLocalLabel(name: string): boolean {
  return name.startsWith('.L');
}
