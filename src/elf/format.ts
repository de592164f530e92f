/**
 * ELF64's numbers and layouts (System V ABI, chapters 4 and 5), as far as both reader and writer need them.
 *
 *   file header, 64 bytes                      section header, 64 bytes
 *      0  magic, class 2, data 1, version 1      0  name, offset in the names' section
 *     16  type                                   4  type
 *     18  machine                                8  flags
 *     20  version                               16  address
 *     24  entry                                 24  offset in the file
 *     32  offset of the program headers         32  size
 *     40  offset of the section headers         40  link
 *     48  flags                                 44  info
 *     52  size of this header                   48  alignment
 *     54  size and number of program headers    56  size of an entry
 *     58  size and number of section headers
 *     62  index of the names' section          symbol, 24 bytes
 *                                                0  name
 *   program header, 56 bytes                     4  type, binding in the upper four bits
 *      0  type                                   5  visibility
 *      4  flags                                  6  section
 *      8  offset in the file                     8  value
 *     16  address                               16  size
 *     24  physical address
 *     32  size in the file                     relocation, 24 bytes
 *     40  size in memory                         0  offset
 *     48  alignment                              8  type, then the symbol: 4 bytes each
 *                                               16  addend
 */

export const MAGIC = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46);
export const CLASS_64 = 2;
export const LITTLE_ENDIAN = 1;
export const MACHINE_X86_64 = 62;

export const FILE_HEADER_SIZE = 64;
export const PROGRAM_HEADER_SIZE = 56;
export const SECTION_HEADER_SIZE = 64;
export const SYMBOL_SIZE = 24;
export const RELOCATION_SIZE = 24;

export const FileType = { RELOCATABLE: 1, EXECUTABLE: 2, DYNAMIC: 3, CORE: 4 } as const;

export const SectionType = {
  NULL: 0,
  PROGBITS: 1,
  SYMTAB: 2,
  STRTAB: 3,
  RELA: 4,
  NOTE: 7,
  NOBITS: 8,
  REL: 9,
  INIT_ARRAY: 14,
  FINI_ARRAY: 15,
  PREINIT_ARRAY: 16,
  GROUP: 17,
  SYMTAB_SHNDX: 18,
  UNWIND: 0x7000_0001,
} as const;

export const SectionFlag = {
  WRITE: 1,
  ALLOC: 2,
  EXECUTE: 4,
  MERGE: 16,
  STRINGS: 32,
  INFO_LINK: 64,
  GROUP: 512,
  TLS: 1024,
  COMPRESSED: 2048,
} as const;

/** Section numbers of symbols that lie in none. */
export const SectionNumber = {
  UNDEFINED: 0,
  RESERVED: 0xff00,
  ABSOLUTE: 0xfff1,
  COMMON: 0xfff2,
  EXTENDED: 0xffff,
} as const;

export const SymbolBinding = { LOCAL: 0, GLOBAL: 1, WEAK: 2, UNIQUE: 10 } as const;

export const SymbolType = {
  NONE: 0,
  OBJECT: 1,
  FUNCTION: 2,
  SECTION: 3,
  FILE: 4,
  COMMON: 5,
  TLS: 6,
  IFUNC: 10,
} as const;

/** In the order of their numbers. */
export const VISIBILITIES = ['default', 'internal', 'hidden', 'protected'] as const;

export const SegmentType = {
  LOAD: 1,
  DYNAMIC: 2,
  INTERPRETER: 3,
  GNU_STACK: 0x6474_e551,
} as const;
export const SegmentFlag = { EXECUTE: 1, WRITE: 2, READ: 4 } as const;

export const GROUP_COMDAT = 1;

/** The AMD64 supplement's relocations by number: table 4.10, and for thread-local variables table 4.11. */
export const RELOCATION_NAMES: readonly string[] = [
  'NONE', '64', 'PC32', 'GOT32', 'PLT32', 'COPY', 'GLOB_DAT', 'JUMP_SLOT', 'RELATIVE', 'GOTPCREL',
  '32', '32S', '16', 'PC16', '8', 'PC8', 'DTPMOD64', 'DTPOFF64', 'TPOFF64', 'TLSGD',
  'TLSLD', 'DTPOFF32', 'GOTTPOFF', 'TPOFF32', 'PC64', 'GOTOFF64', 'GOTPC32', 'GOT64', 'GOTPCREL64', 'GOTPC64',
  'GOTPLT64', 'PLTOFF64', 'SIZE32', 'SIZE64', 'GOTPC32_TLSDESC', 'TLSDESC_CALL', 'TLSDESC', 'IRELATIVE', 'RELATIVE64', '39',
  '40', 'GOTPCRELX', 'REX_GOTPCRELX',
].map((name) => `R_X86_64_${name}`); // prettier-ignore

/** Whether bytes are those of an ELF file, of any kind and however broken. */
export function isElf(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** Whether they are those of a relocatable object. */
export function isObject(bytes: Uint8Array): boolean {
  return isElf(bytes) && bytes[16] === FileType.RELOCATABLE && bytes[17] === 0;
}

/** Whether they are those of an executable that can lie nowhere but where it says. */
export function isFixedExecutable(bytes: Uint8Array): boolean {
  return isElf(bytes) && bytes[16] === FileType.EXECUTABLE && bytes[17] === 0;
}
