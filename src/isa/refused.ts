/**
 * Instructions that other processors have and this machine refuses: which extension they belong to, and what keeps a
 * compiler from emitting them. It is asked only about what the instruction table does not know.
 */

/** An extension by the name that manuals give it, and what to do instead. */
export interface Refusal {
  readonly extension: string;
  /** An advice that goes on after a colon: `compile with -mno-avx, or for plain x86-64 (-march=x86-64)`. */
  readonly instead: string;
}

const without = (flag: string): string => `compile with ${flag}, or for plain x86-64 (-march=x86-64)`;

/** What avoids each extension; the flags are those of gcc, clang and rustc's -C target-feature name them alike. */
const INSTEAD = {
  x87: 'use double instead of long double, and -mfpmath=sse',
  MMX: 'use the xmm registers of SSE2, or compile with -mno-mmx',
  '3DNow!': without('-mno-3dnow'),
  SSE3: without('-mno-sse3'),
  SSSE3: without('-mno-ssse3'),
  'SSE4.1': without('-mno-sse4.1'),
  'SSE4.2': without('-mno-sse4.2'),
  SSE4a: without('-mno-sse4a'),
  AES: without('-mno-aes'),
  PCLMULQDQ: without('-mno-pclmul'),
  SHA: without('-mno-sha'),
  GFNI: without('-mno-gfni'),
  AVX: without('-mno-avx'),
  'AVX-512': without('-mno-avx512f'),
  F16C: without('-mno-f16c'),
  FMA: without('-mno-fma'),
  XOP: without('-mno-xop'),
  BMI1: without('-mno-bmi'),
  BMI2: without('-mno-bmi2'),
  ADX: without('-mno-adx'),
  MOVBE: without('-mno-movbe'),
  XSAVE: without('-mno-xsave'),
  RDRAND: 'a run must be repeatable: use a seeded generator of your own',
  FSGSBASE: 'use the system call arch_prctl',
  RDTSCP: 'use rdtsc, which reads the virtual clock',
  'shadow stacks (CET)': 'compile with -fcf-protection=none or =branch',
  TSX: 'use lock-prefixed instructions',
  'port I/O': 'only the kernel of an operating system may; here, use system calls',
  'segments and far transfers': 'this machine has one flat address space',
  'system instructions': 'only the kernel of an operating system may; here, use system calls',
  '32-bit code': 'compile for 64 bits (-m64)',
} as const;

type Extension = keyof typeof INSTEAD;

/** The opcodes of an extension in one map, `from-to` or single; under which mandatory prefix, any when undefined. */
interface Opcodes {
  readonly extension: Extension;
  readonly map: '' | '0F' | '0F38' | '0F3A';
  readonly opcodes: string;
  readonly prefix?: 'NP' | '66' | 'F3' | 'F2';
  /** What ModRM.reg must be. */
  readonly digits?: readonly number[];
}

/** The first row that fits counts. */
const OPCODES: readonly Opcodes[] = [
  { extension: 'x87', map: '', opcodes: '9B D8-DF' },
  { extension: '32-bit code', map: '', opcodes: '06 07 0E 16 17 1E 1F 27 2F 37 3F 60 61 82 9A CE D4-D6 EA' },
  { extension: 'port I/O', map: '', opcodes: '6C-6F E4-E7 EC-EF' },
  { extension: 'segments and far transfers', map: '', opcodes: '8C 8E CA CB CF' },
  { extension: 'segments and far transfers', map: '', opcodes: 'FF', digits: [3, 5] },
  { extension: 'system instructions', map: '', opcodes: 'F1 FA FB' },
  { extension: 'TSX', map: '', opcodes: 'C6 C7', digits: [7] },

  { extension: 'XSAVE', map: '0F', opcodes: 'AE', prefix: 'NP', digits: [4, 5, 6] },
  { extension: 'XSAVE', map: '0F', opcodes: 'C7', prefix: 'NP', digits: [3, 4, 5] },
  { extension: 'FSGSBASE', map: '0F', opcodes: 'AE', prefix: 'F3', digits: [0, 1, 2, 3] },
  { extension: 'shadow stacks (CET)', map: '0F', opcodes: '1E', prefix: 'F3', digits: [1] },
  { extension: 'RDRAND', map: '0F', opcodes: 'C7', digits: [6, 7] },
  { extension: 'system instructions', map: '0F', opcodes: '00-03 06-09 20-23 30 32-37 78 79 AA C7' },
  { extension: 'segments and far transfers', map: '0F', opcodes: 'A0 A1 A8 A9 B2 B4 B5' },
  { extension: '3DNow!', map: '0F', opcodes: '0E 0F' },
  { extension: 'SSE3', map: '0F', opcodes: '12 D0 7C 7D F0', prefix: 'F2' },
  { extension: 'SSE3', map: '0F', opcodes: '12 16', prefix: 'F3' },
  { extension: 'SSE3', map: '0F', opcodes: 'D0 7C 7D', prefix: '66' },
  { extension: 'MMX', map: '0F', opcodes: '2A 2C 2D', prefix: '66' },
  { extension: 'MMX', map: '0F', opcodes: 'D6' },
  {
    extension: 'MMX',
    map: '0F',
    opcodes: '2A 2C 2D 60-6B 6E-77 7E 7F C4 C5 D1-D5 D7-E5 E7-EF F1-FE',
    prefix: 'NP',
  },

  { extension: 'MOVBE', map: '0F38', opcodes: 'F0 F1', prefix: 'NP' },
  { extension: 'MOVBE', map: '0F38', opcodes: 'F0 F1', prefix: '66' },
  { extension: 'SSE4.2', map: '0F38', opcodes: '37 F0 F1' },
  { extension: 'SSSE3', map: '0F38', opcodes: '00-0B 1C-1E' },
  { extension: 'SSE4.1', map: '0F38', opcodes: '10-17 20-2B 30-41' },
  { extension: 'SHA', map: '0F38', opcodes: 'C8-CD' },
  { extension: 'GFNI', map: '0F38', opcodes: 'CF' },
  { extension: 'AES', map: '0F38', opcodes: 'DB-DF' },
  { extension: 'shadow stacks (CET)', map: '0F38', opcodes: 'F5' },
  { extension: 'shadow stacks (CET)', map: '0F38', opcodes: 'F6', prefix: 'NP' },
  { extension: 'ADX', map: '0F38', opcodes: 'F6' },
  { extension: 'system instructions', map: '0F38', opcodes: '80-82' },

  { extension: 'SSSE3', map: '0F3A', opcodes: '0F' },
  { extension: 'SSE4.1', map: '0F3A', opcodes: '08-0E 14-17 20-22 40-42' },
  { extension: 'SSE4.2', map: '0F3A', opcodes: '60-63' },
  { extension: 'PCLMULQDQ', map: '0F3A', opcodes: '44' },
  { extension: 'SHA', map: '0F3A', opcodes: 'CC' },
  { extension: 'GFNI', map: '0F3A', opcodes: 'CE CF' },
  { extension: 'AES', map: '0F3A', opcodes: 'DF' },
];

/** `0F 01` by the byte that follows (SDM volume 2, table A-6). */
const AFTER_0F01: ReadonlyMap<number, Extension> = new Map([
  [0xd0, 'XSAVE'],
  [0xd1, 'XSAVE'],
  [0xd5, 'TSX'],
  [0xd6, 'TSX'],
  [0xf9, 'RDTSCP'],
]);

/** Mnemonics that the assembler is asked for; the first pattern that fits counts. */
const MNEMONICS: readonly (readonly [Extension, RegExp])[] = [
  ['BMI1', /^(andn|bextr|bls(i|r|msk))$/],
  ['BMI2', /^(bzhi|mulx|pdep|pext|rorx|sarx|shlx|shrx)$/],
  ['FMA', /^vfn?m(add|sub)/],
  ['F16C', /^vcvtp[hs]2p[hs]$/],
  ['AVX-512', /^k(and|andn|mov|not|or|ortest|shift[lr]|test|unpck|xnor|xor|add)\w*$/],
  ['system instructions', /^ver[rw]$/],
  ['AVX', /^v/],
  ['x87', /^f(?!xsave|xrstor|emms|n?stcw|ldcw|n?stsw|ninit|nclex|wait)\w+$/],
  ['3DNow!', /^(femms|pf\w+|pi2f[dw])$/],
  ['MMX', /^(emms|maskmovq|movntq|movq2dq|movdq2q|pshufw|cvt(t?p[sd]2pi|pi2p[sd]))$/],
  ['SSE3', /^(addsubp[sd]|h(add|sub)p[sd]|lddqu|movddup|movs[hl]dup|monitor|mwait)$/],
  ['SSSE3', /^(pabs[bwd]|palignr|ph(add|sub)(w|d|sw)|pmaddubsw|pmulhrsw|pshufb|psign[bwd])$/],
  [
    'SSE4.1',
    /^(blendv?p[sd]|dpp[sd]|(extract|insert)ps|mpsadbw|packusdw|pblend(vb|w)|pcmpeqq|pextr[bdq]|phminposuw|pinsr[bdq]|pm(ax|in)(s[bd]|u[dw])|pmov[sz]x\w+|pmul(dq|ld)|ptest|round[ps][sd]|movntdqa)$/,
  ],
  ['SSE4.2', /^(crc32|pcmp[ei]str[im](64)?|pcmpgtq)[bwlq]?$/],
  ['SSE4a', /^(extrq|insertq|movnts[sd])$/],
  ['AES', /^aes\w+$/],
  ['PCLMULQDQ', /^pclmul\w+$/],
  ['SHA', /^sha(1|256)\w+$/],
  ['GFNI', /^gf2p8\w+$/],
  ['ADX', /^ad[co]x$/],
  ['MOVBE', /^movbe$/],
  ['XSAVE', /^(x(save|rstor)\w*|xgetbv|xsetbv)$/],
  ['RDRAND', /^rd(rand|seed)$/],
  ['FSGSBASE', /^(rd|wr)[fg]sbase$/],
  ['RDTSCP', /^rdtscp$/],
  ['shadow stacks (CET)', /^(rdssp|incssp|saveprevssp|rstorssp|wru?ss)\w*$/],
  ['TSX', /^x(begin|end|abort|test)$/],
  ['port I/O', /^(in|out)(s[bwd])?$/],
  ['segments and far transfers', /^(l[defgs]s|i?ret[fdq]|iret|ljmp|lcall)$/],
  [
    'system instructions',
    /^(cli|sti|clts|invd|wbinvd|invlpg|[ls][gil]dt|l?tr|ltr|str|[ls]msw|rdmsr|wrmsr|rdpmc|sysenter|sysexit|sysret|swapgs|into|int1|lar|lsl|arpl|rsm)$/,
  ],
  ['32-bit code', /^(aa[adms]|da[as]|bound|pusha[dlw]?|popa[dlw]?|salc)$/],
];

/** The names of everything that is refused. */
export function refusedExtensions(): readonly string[] {
  return Object.keys(INSTEAD);
}

const refusal = (extension: Extension): Refusal => ({ extension, instead: INSTEAD[extension] });

/** @returns undefined for a name that no known extension has. */
export function refusedMnemonic(mnemonic: string): Refusal | undefined {
  const found = MNEMONICS.find(([, pattern]) => pattern.test(mnemonic));
  return found && refusal(found[0]);
}

/**
 * @param bytes from the instruction's first byte on, as many as there are up to 15.
 * @returns undefined for bytes that no known extension has either.
 */
export function refusedBytes(bytes: Uint8Array): Refusal | undefined {
  const extension = extensionOf(bytes);
  return extension && refusal(extension);
}

function extensionOf(bytes: Uint8Array): Extension | undefined {
  let at = 0;
  let operandSize = false;
  let repeat: 'F2' | 'F3' | undefined;
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 0x66) operandSize = true;
    else if (byte === 0xf2) repeat = 'F2';
    else if (byte === 0xf3) repeat = 'F3';
    else if (byte >> 4 !== 4 && ![0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x67, 0xf0].includes(byte)) break;
  }
  const [first = 0x90, second = 0, third = 0, fourth = 0] = bytes.subarray(at);
  if (first === 0xc5) return vex(1, second & 3, third);
  if (first === 0xc4) return vex(second & 0x1f, third & 3, fourth);
  if (first === 0x62) return 'AVX-512';
  if (first === 0x8f) return second & 0x38 ? 'XOP' : undefined;
  if (first !== 0x0f) return byOpcode('', first, second);
  if (second === 0x01 && AFTER_0F01.has(third)) return AFTER_0F01.get(third);
  const prefix = repeat ?? (operandSize ? '66' : 'NP');
  if (second === 0x38) return byOpcode('0F38', third, fourth, prefix);
  if (second === 0x3a) return byOpcode('0F3A', third, fourth, prefix);
  return byOpcode('0F', second, third, prefix);
}

function byOpcode(
  map: Opcodes['map'],
  opcode: number,
  modRM: number,
  prefix: Opcodes['prefix'] = 'NP',
): Extension | undefined {
  return OPCODES.find(
    (row) =>
      row.map === map &&
      contains(row.opcodes, opcode) &&
      (row.prefix === undefined || row.prefix === prefix) &&
      (row.digits === undefined || row.digits.includes((modRM >> 3) & 7)),
  )?.extension;
}

function contains(ranges: string, opcode: number): boolean {
  return ranges.split(' ').some((range) => {
    const [from, to = from] = range.split('-').map((text) => Number.parseInt(text, 16));
    return opcode >= from! && opcode <= to!;
  });
}

/** VEX-encoded instructions by map (1 0F, 2 0F38, 3 0F3A), prefix (0 none, 1 66, 2 F3, 3 F2) and opcode. */
function vex(map: number, prefix: number, opcode: number): Extension {
  if (map === 1 && contains('41-4B 90-93 98 99', opcode)) return 'AVX-512';
  if (map === 2) {
    if (opcode === 0xf2 || opcode === 0xf3 || (opcode === 0xf7 && prefix === 0)) return 'BMI1';
    if (opcode >= 0xf5 && opcode <= 0xf7) return 'BMI2';
    if (opcode === 0x13) return 'F16C';
    if (contains('96-9F A6-AF B6-BF', opcode)) return 'FMA';
  }
  if (map === 3 && contains('30-33', opcode)) return 'AVX-512';
  if (map === 3 && opcode === 0xf0) return 'BMI2';
  if (map === 3 && opcode === 0x1d) return 'F16C';
  return 'AVX';
}
