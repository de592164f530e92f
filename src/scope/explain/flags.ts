/** The flags by name, and what conditions ask of them (SDM volume 1, section 3.4.3 and appendix B). */

export const FLAGS = [
  { name: 'CF', word: 'carry', bit: 0 },
  { name: 'PF', word: 'parity', bit: 2 },
  { name: 'AF', word: 'adjust', bit: 4 },
  { name: 'ZF', word: 'zero', bit: 6 },
  { name: 'SF', word: 'sign', bit: 7 },
  { name: 'OF', word: 'overflow', bit: 11 },
  { name: 'DF', word: 'direction', bit: 10 },
] as const;

export type FlagName = (typeof FLAGS)[number]['name'];

export function flagOf(rflags: bigint, name: FlagName): 0 | 1 {
  const { bit } = FLAGS.find((flag) => flag.name === name)!;
  return (rflags >> BigInt(bit)) & 1n ? 1 : 0;
}

interface Test {
  readonly flags: readonly FlagName[];
  readonly holds: (flag: (name: FlagName) => 0 | 1) => boolean;
}

/** By the even number of a condition; the odd one behind it is its opposite. */
const TESTS: readonly Test[] = [
  { flags: ['OF'], holds: (flag) => flag('OF') === 1 },
  { flags: ['CF'], holds: (flag) => flag('CF') === 1 },
  { flags: ['ZF'], holds: (flag) => flag('ZF') === 1 },
  { flags: ['CF', 'ZF'], holds: (flag) => flag('CF') === 1 || flag('ZF') === 1 },
  { flags: ['SF'], holds: (flag) => flag('SF') === 1 },
  { flags: ['PF'], holds: (flag) => flag('PF') === 1 },
  { flags: ['SF', 'OF'], holds: (flag) => flag('SF') !== flag('OF') },
  { flags: ['ZF', 'SF', 'OF'], holds: (flag) => flag('ZF') === 1 || flag('SF') !== flag('OF') },
];

export interface ConditionReport {
  readonly holds: boolean;
  /** The flags that it asks for, as they are: `ZF is 1`. */
  readonly because: string;
}

/** @param condition its number in an opcode, 0 to 15. */
export function conditionOf(rflags: bigint, condition: number): ConditionReport {
  const { flags, holds } = TESTS[condition >> 1]!;
  const isOpposite = (condition & 1) === 1;
  const because = flags.map((name) => `${name} is ${flagOf(rflags, name)}`).join(', ');
  return { holds: holds((name) => flagOf(rflags, name)) !== isOpposite, because };
}
