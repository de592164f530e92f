import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Runtime } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

/** What a thread does: yields so often, and spawns another one that finishes at once. */
const SPAWNS = 0x80;

/** Threads that do so, one each; main spawns them, yields some rounds, joins one of them, and returns. */
function programWith(threads: readonly number[], rounds: number, joined: number): string {
  const spawnAll = `xor ebx, ebx
    1: lea rdi, [rip+task]
    mov rsi, rbx
    call spawn
    inc ebx
    cmp ebx, ${threads.length}
    jb 1b`;
  const yieldRounds = `mov ebx, ${rounds}\n2: call yield_thread\ndec ebx\njnz 2b`;
  const join = joined === 0 ? '' : `mov edi, ${joined}\ncall join`;
  const rest = `task: push rbx
    lea rax, [rip+yields]
    movzx ebx, BYTE PTR [rax+rdi]
    btr ebx, 7
    jnc 3f
    lea rdi, [rip+leaf]
    xor esi, esi
    call spawn
    3: dec ebx
    js 4f
    call yield_thread
    jmp 3b
    4: pop rbx
    leaf: ret
    yields: .byte ${threads.join()}`;
  return mainOf([spawnAll, yieldRounds, join].join('\n'), rest);
}

function shown(runtime: Runtime): unknown {
  const { current, instructions, switchCount, switches, threads } = runtime;
  return { current, instructions, switchCount, switches, states: threads.map(({ state }) => state) };
}

const program = fc
  .array(
    fc.tuple(fc.nat(4), fc.constantFrom(0, 0, 0, SPAWNS)).map(([yields, spawns]) => yields | spawns),
    { minLength: 1, maxLength: 300 },
  )
  .chain((threads) => fc.tuple(fc.constant(threads), fc.integer({ min: 1, max: 5 }), fc.nat(threads.length)));

/** Main waits for one of the last, which finishes before the others, while switches around the end are decided. */
const joinsLate = Array.from({ length: 10 }, (_, before): [[number[], number, number], number[]] => {
  const threads = Array<number>(200).fill(3);
  threads[threads.length - 1 - before] = 1;
  return [[threads, 1, threads.length - before], []];
});

const stops = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 });

test('switches and ends of threads are the same whether they are decided ahead or when they come', () => {
  fc.assert(
    fc.property(program, stops, ([threads, rounds, joined], distances) => {
      const source = programWith(threads, rounds, joined);
      const options = { maxThreads: threads.length + 20, stackSize: 4096 };
      const ahead = runtimeOf(source, options);
      // what is recorded is decided when it comes
      const each = runtimeOf(source, { ...options, recordEvents: 1 });
      let until = 0;
      for (const distance of distances) {
        until += distance;
        const stop = { until: { switch: until } };
        expect(ahead.run(stop)).toEqual(each.run(stop));
        expect(shown(ahead)).toEqual(shown(each));
      }
      expect(ahead.run()).toEqual(each.run());
      expect(shown(ahead)).toEqual(shown(each));
    }),
    { numRuns: 60, examples: joinsLate },
  );
});
