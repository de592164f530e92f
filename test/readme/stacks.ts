/** Measures what stacks cost that grow, and writes the table of docs/stacks.md: `npx tsx test/readme/stacks.ts`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REG_RIP, STATE } from '../../asm/abi.ts';
import type { Runtime, StackMode } from '../../src/runtime/index.ts';
import { programOf, type Constants } from '../runtime/program.ts';

export const STACKS = new URL('../../docs/stacks.md', import.meta.url);
const BEGIN = '<!-- prettier-ignore-start -->\n';
const END = '<!-- prettier-ignore-end -->';

const MODES = ['fixed', 'commit', 'copy', 'segments'] as const;
const THREADS = 100;
const CALLS = 1000;

function runTo(runtime: Runtime, address: string | bigint): void {
  const outcome = runtime.run({ until: { address } });
  if (outcome.kind !== 'stopped') throw new Error(`the run has not come to ${address}: ${outcome.kind}`);
}

/** The 8 bytes that rsp points to. */
function onTop({ machine }: Runtime): bigint {
  return machine.readU64(Number(machine.getRegister('rsp')));
}

/** Steps to an address, and counts: instructions, and those among them that call the kernel. */
function stepTo(runtime: Runtime, address: bigint): { instructions: number; calls: number } {
  const { machine } = runtime;
  const begin = runtime.instructions;
  let calls = 0;
  while (machine.getRegister('rip') !== address) {
    const rip = machine.view.getUint32(STATE + REG_RIP, true);
    if (machine.view.getUint16(rip, true) === 0x05_0f) calls++;
    runtime.run({ maxInstructions: 1 });
  }
  return { instructions: runtime.instructions - begin, calls };
}

interface Growth {
  readonly instructions: number;
  readonly calls: number;
  readonly copied: number;
}

/** The first growth of a program: in `__morestack`, on the way in and on the way out. */
function firstGrowth(name: string, stack: StackMode): Growth {
  const runtime = programOf(`stacks/${name}`, {}, { stack });
  runTo(runtime, '__morestack');
  const refused = onTop(runtime);
  const { top } = runtime.thread(runtime.current).stack;
  const used = Number(top - runtime.machine.getRegister('rsp'));
  const body = refused + 1n;
  const way = stepTo(runtime, body);
  if (stack === 'copy') return { ...way, copied: used };
  // what the body returns to; those below it that have grown as well come by first
  const { machine } = runtime;
  const [rsp, back] = [machine.getRegister('rsp'), onTop(runtime)];
  do runTo(runtime, back);
  while (machine.getRegister('rsp') !== rsp + 8n);
  const out = stepTo(runtime, refused);
  return { instructions: way.instructions + out.instructions, calls: way.calls + out.calls, copied: 0 };
}

/** Bytes that are copied until a thread is down at the bottom of deep.s. */
function copiedInAll(stack: StackMode): number {
  const runtime = programOf('stacks/deep', {}, { stack });
  const { machine } = runtime;
  let copied = 0;
  if (stack !== 'copy') return copied;
  while (runtime.run({ until: { address: '__morestack' } }).kind === 'stopped')
    copied += Number(runtime.thread(runtime.current).stack.top - machine.getRegister('rsp'));
  return copied;
}

/** Instructions of a call in the loop of hot.s, the loop's own included. */
function hotCall(stack: StackMode, PAD: number): number {
  const count = (CALLS_MADE: number): number => {
    const constants: Constants = { CALLS: CALLS_MADE, PAD };
    const runtime = programOf('stacks/hot', constants, { stack });
    runTo(runtime, 'print_number');
    return runtime.instructions;
  };
  // copies have grown at the first one
  return (count(CALLS + 1) - count(1)) / CALLS;
}

/** Bytes that threads keep which wait and have called next to nothing. */
function heldWaiting(stack: StackMode): number {
  const runtime = programOf('stacks/deep', { DEPTH: 0 }, { stack, maxThreads: THREADS + 1 });
  for (let id = 1; id <= THREADS; id++) runtime.spawn('worker');
  return runtime.threads.slice(1).reduce((sum, thread) => sum + thread.stack.held, 0);
}

/** Bytes that the thread of deep.s keeps at its deepest, and when it has come back. */
function heldDeep(stack: StackMode): readonly [number, number] {
  const runtime = programOf('stacks/deep', {}, { stack });
  const { machine } = runtime;
  runTo(runtime, 'bottom');
  const deepest = runtime.thread(1).stack.held;
  runTo(runtime, 'print_number');
  if (machine.getRegister('rdi') !== 500_500n) throw new Error('the sum is wrong');
  return [deepest, runtime.thread(1).stack.held];
}

type Row = readonly [string, (stack: StackMode) => number | string];

function grows(stack: StackMode): boolean {
  return stack === 'copy' || stack === 'segments';
}

const none = '–';

function rows(): readonly Row[] {
  const growths = new Map(MODES.filter(grows).map((stack) => [stack, firstGrowth('deep', stack)]));
  const growth = (field: keyof Growth) => (stack: StackMode) =>
    growths.get(stack)?.[field] ?? (stack === 'commit' && field === 'instructions' ? 0 : none);
  const mapped = firstGrowth('rewritten', 'copy').instructions - firstGrowth('copied', 'copy').instructions;
  return [
    ['instructions of the first growth', growth('instructions')],
    ['of which call the kernel', growth('calls')],
    ['bytes that it copies', growth('copied')],
    ['instructions more with a map of pointers', (stack) => (stack === 'copy' ? mapped : none)],
    ['bytes copied until 64,000 are in use', (stack) => (grows(stack) ? copiedInAll(stack) : none)],
    ['bytes held there', (stack) => heldDeep(stack)[0]],
    ['bytes held when it has come back', (stack) => heldDeep(stack)[1]],
    [`bytes held by ${THREADS} threads that wait`, heldWaiting],
    ['instructions a call in a loop', (stack) => hotCall(stack, 2496)],
    ['the same at the boundary', (stack) => hotCall(stack, 2512)],
  ];
}

function text(value: number | string): string {
  return typeof value === 'string' ? value : value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** The part of the page between its two marks. */
function stacksTable(): string {
  return [
    `| | ${MODES.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(MODES.length)}`,
    ...rows().map(
      ([name, measure]) => `| ${name} | ${MODES.map((stack) => text(measure(stack))).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** The page with the table as it should be. */
export function withStacksTable(page: string): string {
  const begin = page.indexOf(BEGIN) + BEGIN.length;
  const end = page.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error('docs/stacks.md has no place for the table');
  return page.slice(0, begin) + stacksTable() + page.slice(end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(STACKS, withStacksTable(readFileSync(STACKS, 'utf8')));
}
