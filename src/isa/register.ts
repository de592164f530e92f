/**
 * The registers that instructions name (Intel SDM volume 1, section 3.4.1), with the numbers that ModRM, SIB and
 * REX give them.
 */

export type RegisterClass = 'gpr' | 'xmm' | 'segment' | 'rip';

export interface Register {
  readonly name: string;
  readonly class: RegisterClass;
  /** Width in bits. */
  readonly size: 8 | 16 | 32 | 64 | 128;
  /** 0..15 as encoded; for ah, ch, dh and bh, 4..7. */
  readonly number: number;
  /** ah, ch, dh, bh: cannot be named by an instruction with a REX prefix. */
  readonly high: boolean;
}

const LEGACY = ['ax', 'cx', 'dx', 'bx', 'sp', 'bp', 'si', 'di'] as const;
const LOW = ['al', 'cl', 'dl', 'bl', 'spl', 'bpl', 'sil', 'dil'] as const;
const HIGH = ['ah', 'ch', 'dh', 'bh'] as const;
const SEGMENTS = ['es', 'cs', 'ss', 'ds', 'fs', 'gs'] as const;

const GPR_SUFFIX = { 8: 'b', 16: 'w', 32: 'd', 64: '' } as const;
export type GprSize = keyof typeof GPR_SUFFIX;

function gprName(number: number, size: GprSize): string {
  if (number >= 8) return `r${number}${GPR_SUFFIX[size]}`;
  if (size === 8) return LOW[number]!;
  const legacy = LEGACY[number]!;
  return size === 16 ? legacy : (size === 32 ? 'e' : 'r') + legacy;
}

function register(
  name: string,
  cls: RegisterClass,
  size: Register['size'],
  number: number,
  high = false,
): Register {
  return Object.freeze({ name, class: cls, size, number, high });
}

const SIXTEEN = Array.from({ length: 16 }, (_, number) => number);
const GPR = new Map<GprSize, readonly Register[]>(
  ([8, 16, 32, 64] as const).map((size) => [
    size,
    SIXTEEN.map((number) => register(gprName(number, size), 'gpr', size, number)),
  ]),
);
const HIGH_BYTES = HIGH.map((name, index) => register(name, 'gpr', 8, 4 + index, true));
const XMM = SIXTEEN.map((number) => register(`xmm${number}`, 'xmm', 128, number));
const SEGMENT = SEGMENTS.map((name, number) => register(name, 'segment', 16, number));

export const RIP = register('rip', 'rip', 64, 0);
/** The instruction pointer under an address-size prefix. */
export const EIP = register('eip', 'rip', 32, 0);

/** Every register by its name in Intel syntax. */
export const REGISTERS: ReadonlyMap<string, Register> = new Map(
  [...[...GPR.values()].flat(), ...HIGH_BYTES, ...XMM, ...SEGMENT, RIP, EIP].map((entry) => [
    entry.name,
    entry,
  ]),
);

/** The general-purpose register of a size in bits; 4..7 of the byte registers are spl..dil here. */
export function gpr(size: GprSize, number: number): Register {
  return GPR.get(size)![number]!;
}

/** ah, ch, dh, bh for 4..7, the others as `gpr(8, number)`: how a byte register reads without REX. */
export function legacyByte(number: number): Register {
  return number >= 4 && number < 8 ? HIGH_BYTES[number - 4]! : gpr(8, number);
}

export function xmm(number: number): Register {
  return XMM[number]!;
}

export function segment(number: number): Register | undefined {
  return SEGMENT[number];
}
