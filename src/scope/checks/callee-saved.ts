/**
 * rbx, rbp and r12 to r15 are the caller's: whoever changes them puts them back (System V ABI, section 3.2.1).
 *
 * A function that returns with another value is wrong. A switch that does so is wrong when the thread goes on to read
 * the register: some let the caller save what it needs.
 */

import { wordOf } from './code.ts';
import type { Check, Observed } from './events.ts';
import type { Moment } from './finding.ts';
import { CALLEE_SAVED } from './registers.ts';
import type { Frame } from './shadow.ts';
import { callText, functionName, valueText } from './words.ts';

const FIRST_WORD = wordOf(0);

/** A register that a switch has not brought back. */
interface Lost {
  /** `rbx was 1 when f called g and is 2 when it returns`. */
  readonly what: string;
  readonly by: string;
  readonly site: number;
  readonly cause: Moment | null;
}

export function calleeSaved(observed: Observed): Check {
  const { shadow } = observed;
  /** By strand and register. */
  const lost = new Map<number, Lost>();
  const keyOf = (number: number): number => shadow.current.id * 16 + number;
  return {
    return(frame, arrival) {
      for (const number of changed(observed, frame)) {
        if (arrival !== 'return') {
          observed.watched |= 1 << number;
          lost.set(keyOf(number), lostAt(observed, frame, number));
        } else if ((observed.watched & (1 << number)) === 0) reportChanged(observed, frame, number);
      }
    },
    use(registers) {
      for (const [number, name] of CALLEE_SAVED) {
        const found = (registers & (1 << number)) === 0 ? undefined : lost.get(keyOf(number));
        if (found) reportLost(observed, name, found);
      }
    },
  };
}

function changed({ words }: Observed, { state }: Frame): number[] {
  if (!state) return [];
  const differs = (word: number): boolean => words[FIRST_WORD + word] !== state[word];
  const found: number[] = [];
  for (const number of CALLEE_SAVED_NUMBERS) {
    if (differs(number * 2) || differs(number * 2 + 1)) found.push(number);
  }
  return found;
}

const CALLEE_SAVED_NUMBERS: readonly number[] = [...CALLEE_SAVED.keys()];

function lostAt(observed: Observed, frame: Frame, number: number): Lost {
  return {
    what: changeText(observed, frame, number),
    by: functionName(observed, observed.address),
    site: frame.site,
    cause: observed.lastWriteOf(number),
  };
}

function changeText(observed: Observed, frame: Frame, number: number): string {
  const was = wide(frame.state!, number * 2);
  const is = wide(observed.words, FIRST_WORD + number * 2);
  const values = `${valueText(observed, was)} when ${callText(observed, frame)} and is ${valueText(observed, is)}`;
  return `${CALLEE_SAVED.get(number)} was ${values} when it returns`;
}

function reportChanged(observed: Observed, frame: Frame, number: number): void {
  const callee = functionName(observed, frame.target);
  const name = CALLEE_SAVED.get(number)!;
  observed.report({
    code: 'callee-saved-register',
    message: `${changeText(observed, frame, number)}: ${callee} has changed it and not put it back`,
    advice: `push ${name} where ${callee} begins and pop it before it returns, or use a register that need not be preserved: rax, rcx, rdx, rsi, rdi, r8 to r11`,
    register: name,
    cause: observed.lastWriteOf(number),
    site: frame.site,
  });
}

function reportLost(observed: Observed, name: string, { what, by, site, cause }: Lost): void {
  observed.report({
    code: 'callee-saved-register',
    message: `${what}: ${by} has not brought it back, another thread has used it meanwhile, and here it is read`,
    advice: `save ${name} to the old context and load it from the new one, as with every register that a function must preserve: rbx, rbp, r12 to r15 and rsp`,
    register: name,
    cause,
    site,
  });
}

function wide(words: Uint32Array, at: number): bigint {
  return (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!);
}
