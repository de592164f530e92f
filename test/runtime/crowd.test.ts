/** What holds for as many threads as fit. */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OutOfMemory } from '../../src/machine/index.ts';
import { layOut } from '../../src/runtime/stacks/layout.ts';
import { formatPlace, placeOf } from '../../src/scope/index.ts';
import { mainOf, runtimeOf } from './program.ts';

/** THREADS=1000000 takes 4 GiB and a few minutes. */
const THREADS = Number(process.env['THREADS'] ?? 100_000);
const CHILD = fileURLToPath(new URL('out-of-memory-child.ts', import.meta.url));
const OPTIONS = { maxThreads: THREADS + 1, stackSize: 2048, recordSwitches: 0 };

describe(`${THREADS} threads`, () => {
  test('each of which overflows its stack are caught at their guards', { timeout: 600_000 }, () => {
    const source = mainOf(
      `mov ebx, ${THREADS}\n1: lea rdi, [rip+worker]\ncall spawn\ndec ebx\njnz 1b\ncall yield_thread\nxor eax, eax`,
      'worker: push rax\njmp worker',
    );
    const runtime = runtimeOf(source, OPTIONS);
    for (let id = 1; id <= THREADS; id++) {
      const outcome = runtime.run();
      if (outcome.kind !== 'fault') throw new Error(`thread ${id}: ${outcome.kind}`);
      const { address } = outcome.fault;
      const said = `${runtime.current}: ${formatPlace(placeOf(runtime, address))}`;
      if (said !== `${id}: the guard page of thread ${id}'s stack`) throw new Error(said);
      if (address !== runtime.thread(id).stack.base - 8n) throw new Error(`thread ${id} at ${address}`);
      runtime.tReturn();
    }
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.switchCount).toBe(THREADS + 1);
  });

  test('take turns in the order of their slots, as often as they like', () => {
    const source = mainOf(
      `mov ebx, ${THREADS}\n1: lea rdi, [rip+worker]\nmov esi, ebx\ncall spawn\ndec ebx\njnz 1b\n` +
        `mov ebx, 3\n2: call yield_thread\ndec ebx\njnz 2b\nxor edi, edi\nmov eax, 231\nsyscall`,
      // each one checks that the one before it has been here as often as itself, or one time more
      `worker: mov rbx, rdi\nlea r12, [rip+turns]\nmov r13d, ${THREADS}\nsub r13, rbx\n` +
        '1: mov eax, [r12]\ncmp eax, r13d\njne 2f\ninc eax\n' +
        `cmp eax, ${THREADS}\njne 3f\nxor eax, eax\n3: mov [r12], eax\ncall yield_thread\njmp 1b\n2: ud2\n` +
        '.data\nturns: .long 0',
    );
    const runtime = runtimeOf(source, OPTIONS);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.switchCount).toBe(3 * (THREADS + 1));
  });
});

describe('what does not fit', () => {
  test('is said with the numbers before anything is made', () => {
    const make = (): unknown => layOut(0x400000, { maxThreads: 2_000_000, stackSize: 2048 });
    expect(make).toThrow(OutOfMemory);
    expect(make).toThrow(
      expect.objectContaining({ needed: expect.any(Number) as number, most: 2 ** 32 }) as Error,
    );
    expect(make).toThrow(/2000000 threads with stacks of 2048 bytes .* need \d+ bytes .* 4 GiB/);
  });

  test('leaves the machine that there is as it was', () => {
    // V8 reserves 10 GiB of addresses a memory
    const limited = `ulimit -v 80000000 && exec '${process.execPath}' --import tsx '${CHILD}'`;
    const said = execFileSync('sh', ['-c', limited], { encoding: 'utf8' });
    expect(said).toBe(
      'OutOfMemory: this computer has no 4294967296 bytes of memory left for a machine\nexit 7\n',
    );
  });
});
