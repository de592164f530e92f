/** What a program asks of the host, in words. */

import {
  AND_SWITCH,
  SYS_JOIN,
  SYS_JOIN_OTHERS,
  SYS_PARK,
  SYS_PARK_FOR,
  SYS_RETURN,
  SYS_SPAWN,
  SYS_UNPARK,
  SYS_YIELD,
} from '../../../asm/abi.ts';
import type { Runtime } from '../../runtime/index.ts';
import { SYSTEM_CALLS } from '../../runtime/calls/syscalls.ts';
import { upcoming } from '../../runtime/threads/yield.ts';
import { named } from '../names.ts';
import { number } from './words.ts';

const READ = 0;
const WRITE = 1;
const NANOSLEEP = 35;
const EXIT = 60;
const EXIT_GROUP = 231;

const FILES: Readonly<Record<string, string>> = { 1: 'its standard output', 2: 'its standard error' };

/** The call that rax names. */
export function systemCallWords(runtime: Runtime): string {
  const { machine, process } = runtime;
  const asked = Number(machine.getRegister('rax') & 0xffff_ffffn);
  const call = process.guest ? asked & ~AND_SWITCH : asked;
  const first = machine.getRegister('rdi');
  switch (call) {
    case READ: {
      const kind = process.files.get(Number(first & 0xffff_ffffn))?.kind ?? 'which there is not';
      return `ask the host to read at most ${machine.getRegister('rdx')} bytes from file ${first} (${kind}), and wait for them`;
    }
    case NANOSLEEP:
      return 'ask the host to wait until so much time has gone by';
    case WRITE: {
      const { name } = named(runtime, machine.getRegister('rsi'));
      const bytes = `${machine.getRegister('rdx')} bytes`;
      return `ask the host to write ${bytes} from ${name} to ${FILES[String(first)] ?? `file ${first}`}`;
    }
    case EXIT:
    case EXIT_GROUP:
      return `ask the host to end the program with status ${first & 0xffn}`;
  }
  if (process.guest) {
    const who = `thread ${runtime.current}`;
    if (call === SYS_YIELD) return `ask the host who is next, as ${who} yields: ${nextWords(runtime)}`;
    if (call === SYS_RETURN) return `tell the host that ${who} has finished: ${nextWords(runtime)}`;
    if (call === SYS_PARK) return `ask the host to wait until somebody unparks ${who}`;
    if (call === SYS_PARK_FOR) return `ask the host to wait for ${named(runtime, first).name}`;
    if (call === SYS_UNPARK) return `tell the host that thread ${first} need not be parked any more`;
    if (call === SYS_JOIN) return `ask the host to wait until thread ${first} has finished`;
    if (call === SYS_JOIN_OTHERS) return 'ask the host to wait until all other threads have finished';
    if (call === SYS_SPAWN) return `ask the host for a new thread that calls ${named(runtime, first).name}`;
  }
  const name = SYSTEM_CALLS.find((one) => one.number === call)?.name;
  return name ? `ask the host: ${name}` : `ask the host for call ${number(BigInt(call))}, which there is not`;
}

function nextWords(runtime: Runtime): string {
  const next = upcoming(runtime.process);
  const { policy, threads } = runtime.process;
  if (policy.asks && threads.after(runtime.current) !== -1) return 'that is for somebody to choose';
  if (next === -1) return 'nobody else is Ready, so it goes on';
  return `thread ${next} ${runtime.thread(next).name}`.trimEnd();
}
