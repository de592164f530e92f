/** The registers that GDB is told of, in its order, and the document that says so (target.xml). */

export interface Register {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  /** What it always is: the segments of a Linux program, and the x87 unit, of which there is only the control word. */
  readonly fixed: bigint | undefined;
}

const GENERAL = [
  'rax', 'rbx', 'rcx', 'rdx', 'rsi', 'rdi', 'rbp', 'rsp',
  'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15',
] as const; // prettier-ignore

const TYPES: Readonly<Record<string, string>> = {
  rbp: 'data_ptr',
  rsp: 'data_ptr',
  rip: 'code_ptr',
  eflags: 'i386_eflags',
  mxcsr: 'i386_mxcsr',
};

function all(names: readonly string[], size: number, type: string, fixed?: bigint): Register[] {
  return names.map((name) => ({ name, size, type: TYPES[name] ?? type, fixed }));
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index}`);

/** GDB takes no core without the x87 unit. */
const CORE: readonly Register[] = [
  ...all([...GENERAL, 'rip'], 8, 'int64'),
  ...all(['eflags'], 4, 'int32'),
  ...all(['cs'], 4, 'int32', 0x33n),
  ...all(['ss'], 4, 'int32', 0x2bn),
  ...all(['ds', 'es', 'fs', 'gs'], 4, 'int32', 0n),
  ...all(numbered('st', 8), 10, 'i387_ext', 0n),
  ...all(['fctrl'], 4, 'int'),
  ...all(['fstat'], 4, 'int', 0n),
  ...all(['ftag'], 4, 'int', 0xffffn),
  ...all(['fiseg', 'fioff', 'foseg', 'fooff', 'fop'], 4, 'int', 0n),
];

const SSE: readonly Register[] = [...all(numbered('xmm', 16), 16, 'vec128'), ...all(['mxcsr'], 4, 'int')];

const SEGMENTS: readonly Register[] = all(['fs_base', 'gs_base'], 8, 'int64');

export const REGISTERS: readonly Register[] = [...CORE, ...SSE, ...SEGMENTS];

const EFLAGS_BITS: Readonly<Record<string, number>> = {
  CF: 0, PF: 2, AF: 4, ZF: 6, SF: 7, TF: 8, IF: 9, DF: 10, OF: 11, NT: 14, RF: 16, VM: 17, AC: 18, VIF: 19, VIP: 20,
  ID: 21,
}; // prettier-ignore

const MXCSR_BITS: Readonly<Record<string, number>> = {
  IE: 0, DE: 1, ZE: 2, OE: 3, UE: 4, PE: 5, DAZ: 6, IM: 7, DM: 8, ZM: 9, OM: 10, UM: 11, PM: 12, FZ: 15,
}; // prettier-ignore

/** What a vector register may be taken for. */
const VECTORS: readonly (readonly [name: string, type: string, count: number])[] = [
  ['v4_float', 'ieee_single', 4],
  ['v2_double', 'ieee_double', 2],
  ['v16_int8', 'int8', 16],
  ['v8_int16', 'int16', 8],
  ['v4_int32', 'int32', 4],
  ['v2_int64', 'int64', 2],
];

function flags(id: string, bits: Readonly<Record<string, number>>): string {
  const fields = Object.entries(bits).map(
    ([name, bit]) => `<field name="${name}" start="${bit}" end="${bit}"/>`,
  );
  return `<flags id="${id}" size="4">${fields.join('')}</flags>`;
}

function vector(): string {
  const parts = VECTORS.map(
    ([name, type, count]) => `<vector id="${name}" type="${type}" count="${count}"/>`,
  );
  const fields = VECTORS.map(([name]) => `<field name="${name}" type="${name}"/>`);
  const union = `<union id="vec128">${fields.join('')}<field name="uint128" type="uint128"/></union>`;
  return [...parts, union].join('');
}

function feature(name: string, types: string, registers: readonly Register[]): string {
  const list = registers.map(
    (one) => `<reg name="${one.name}" bitsize="${one.size * 8}" type="${one.type}"/>`,
  );
  return `<feature name="org.gnu.gdb.i386.${name}">${types}${list.join('')}</feature>`;
}

export const TARGET_XML = [
  '<?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd">',
  '<target><architecture>i386:x86-64</architecture><osabi>GNU/Linux</osabi>',
  feature('core', flags('i386_eflags', EFLAGS_BITS), CORE),
  feature('sse', vector() + flags('i386_mxcsr', MXCSR_BITS), SSE),
  feature('segments', '', SEGMENTS),
  '</target>',
].join('\n');
