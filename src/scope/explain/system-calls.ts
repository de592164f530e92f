/** What a program asks of the host, in words. */

import { SYS_RETURN, SYS_SPAWN, SYS_YIELD } from '../../../asm/abi.ts';
import type { Runtime } from '../../runtime/index.ts';
import { SYSTEM_CALLS } from '../../runtime/syscalls.ts';
import { upcoming } from '../../runtime/yield.ts';
import { named } from '../names.ts';
import { number } from './words.ts';

const WRITE = 1;
const EXIT = 60;
const EXIT_GROUP = 231;

const FILES: Readonly<Record<string, string>> = { 1: 'its standard output', 2: 'its standard error' };

/** The call that rax names. */
export function systemCallWords(runtime: Runtime): string {
  const { machine, process } = runtime;
  const call = Number(machine.getRegister('rax') & 0xffff_ffffn);
  const first = machine.getRegister('rdi');
  switch (call) {
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
