/** What instructions do, a sentence a family; a family that has nothing to say of one leaves it to the next. */

import { arithmetic, compare, shift, unary, zero } from './arithmetic.ts';
import { conditionOf } from './flags.ts';
import { systemCallWords } from './system-calls.ts';
import {
  isReturnAddress,
  number,
  operandPlace,
  operandValue,
  operandWords,
  sizeOf,
  targetWords,
  valueWords,
  wordAt,
  type Upcoming,
} from './words.ts';
import { addressOf } from '../context-access.ts';
import { named, nameOfValue } from '../names.ts';

type Sentence = (upcoming: Upcoming) => string | undefined;

export const SENTENCES: readonly (readonly [mnemonics: RegExp, words: Sentence])[] = [
  [/^mov(?:abs|zx|sx|sxd)?$/, move],
  [/^lea$/, address],
  [/^push/, push],
  [/^pop(?!cnt)/, pop],
  [/^call$/, call],
  [/^ret$/, comeBack],
  [
    /^jmp$/,
    ({ runtime, instruction }) =>
      `go on at ${targetWords({ runtime, instruction }, instruction.operands[0]!)}`,
  ],
  [/^j/, branch],
  [/^cmov/, moveIf],
  [/^set/, setIf],
  [/^syscall$/, ({ runtime }) => systemCallWords(runtime)],
  [/^(?:xor|sub)$/, zero],
  [/^(?:add|sub|and|or|xor|adc|sbb|imul)$/, arithmetic],
  [/^(?:inc|dec|neg|not)$/, unary],
  [/^(?:shl|sal|shr|sar|rol|ror)$/, shift],
  [/^(?:cmp|test)$/, compare],
  [
    /^i?mul$/,
    ({ runtime, instruction }) =>
      `multiply rax by ${operandWords({ runtime, instruction }, instruction.operands[0]!)} the product goes to rdx and rax`,
  ],
  [/^i?div$/, divide],
  [/^xchg$/, swap],
  [/^leave$/, leave],
  [/^(?:nop|endbr64|endbr32|pause)$/, () => 'do nothing'],
  [/^hlt$/, () => 'stop the processor, which a program may not'],
  [/^int3$/, () => 'trap: a debugger would stop here'],
];

function move(upcoming: Upcoming): string | undefined {
  const [to, from] = upcoming.instruction.operands;
  if (!to || !from || (to.kind === 'register' && to.register.class !== 'gpr')) return undefined;
  const { runtime } = upcoming;
  const value = operandValue(upcoming, from, sizeOf(to));
  const field = (operand: typeof to): string => (operand.kind === 'register' ? operand.register.name : '');
  if (from.kind === 'immediate')
    return `put ${valueWords(runtime, value!)} into ${operandPlace(upcoming, to)}`;
  if (from.kind === 'register')
    return `copy ${operandWords(upcoming, from)} into ${operandPlace(upcoming, to, field(from))}`;
  const becomes = value === undefined ? '' : `: it becomes ${valueWords(runtime, value)}`;
  return `load ${operandPlace(upcoming, to)} from ${operandPlace(upcoming, from, field(to))}${becomes}`;
}

function address({ runtime, instruction }: Upcoming): string | undefined {
  const [to, from] = instruction.operands;
  if (to?.kind !== 'register' || from?.kind !== 'memory') return undefined;
  const value = addressOf(runtime, from, instruction);
  const name = nameOfValue(runtime, value);
  const what = name === undefined ? number(value) : `the address of ${name}, ${number(value)},`;
  return `put ${what} into ${to.register.name}`;
}

function rsp({ runtime }: Upcoming): bigint {
  return runtime.machine.getRegister('rsp');
}

function push(upcoming: Upcoming): string | undefined {
  const [from] = upcoming.instruction.operands;
  const what = from ? operandWords(upcoming, from) : 'the flags';
  return `push ${what.replace(/,$/, '')}: rsp goes down to ${number(BigInt.asUintN(64, rsp(upcoming) - 8n))}`;
}

function pop(upcoming: Upcoming): string | undefined {
  const [to] = upcoming.instruction.operands;
  const value = wordAt(upcoming.runtime, rsp(upcoming), 8);
  const what = value === undefined ? 'a word' : valueWords(upcoming.runtime, value);
  const into = to ? operandPlace(upcoming, to) : 'the flags';
  return `pop ${what} into ${into}: rsp goes up to ${number(rsp(upcoming) + 8n)}`;
}

function call(upcoming: Upcoming): string | undefined {
  const { runtime, instruction } = upcoming;
  const next = named(runtime, instruction.address + BigInt(instruction.length)).name;
  return `call ${targetWords(upcoming, instruction.operands[0]!)}: it will return to ${next}`;
}

/** A word that no call has pushed was made by spawn, or is no return address at all. */
function comeBack(upcoming: Upcoming): string | undefined {
  const { runtime } = upcoming;
  const value = wordAt(runtime, rsp(upcoming), 8);
  if (value === undefined) return `return, but rsp points to no stack`;
  const { name } = named(runtime, value);
  const { guest } = runtime.process;
  const isSpawns = guest && [guest.call, guest.skip, guest.guard].includes(value);
  if (isSpawns) return `return to ${name}: spawn has put this address on the stack`;
  if (isReturnAddress(runtime, value)) return `return to ${name}: ret pops it from the stack`;
  return `pop ${number(value)} into rip, and so go to ${name}, where no call has come from`;
}

function rflags({ runtime }: Upcoming): bigint {
  return runtime.machine.getRegister('rflags');
}

function branch(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const target = operands.find(({ kind }) => kind === 'relative');
  if (form.condition === undefined || !target) return undefined;
  const { holds, because } = conditionOf(rflags(upcoming), form.condition);
  const where = targetWords(upcoming, target);
  return holds
    ? `jump to ${where}, since ${because}`
    : `go on without the jump to ${where}, since ${because}`;
}

function moveIf(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  const [to, from] = operands;
  if (form.condition === undefined || !to || !from) return undefined;
  const { holds, because } = conditionOf(rflags(upcoming), form.condition);
  const place = operandPlace(upcoming, to);
  if (!holds) return `leave ${place} as it is, since ${because}`;
  return `copy ${operandWords(upcoming, from)} into ${place}, since ${because}`;
}

function setIf(upcoming: Upcoming): string | undefined {
  const { form, operands } = upcoming.instruction;
  if (form.condition === undefined || !operands[0]) return undefined;
  const { holds, because } = conditionOf(rflags(upcoming), form.condition);
  return `put ${holds ? 1 : 0} into ${operandPlace(upcoming, operands[0])}, since ${because}`;
}

function divide(upcoming: Upcoming): string | undefined {
  const [by] = upcoming.instruction.operands;
  if (!by || sizeOf(by) < 32) return undefined;
  const wide = sizeOf(by) === 64 ? ['rdx', 'rax'] : ['edx', 'eax'];
  return `divide ${wide.join(':')} by ${operandWords(upcoming, by)} the quotient goes to ${wide[1]}, the rest to ${wide[0]}`;
}

function swap(upcoming: Upcoming): string | undefined {
  const [one, other] = upcoming.instruction.operands;
  if (!one || !other) return undefined;
  return `swap ${operandWords(upcoming, one)} and ${operandWords(upcoming, other).replace(/,$/, '')}`;
}

function leave(upcoming: Upcoming): string | undefined {
  const { runtime } = upcoming;
  const base = runtime.machine.getRegister('rbp');
  const value = wordAt(runtime, base, 8);
  const old = value === undefined ? '' : `, which becomes ${number(value)}`;
  return `leave the frame: rsp goes up to ${number(base + 8n)}, and rbp is popped${old}`;
}
