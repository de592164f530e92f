/** Who runs next, by each policy. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PolicyChoice, Runtime, RuntimeOptions } from '../../src/runtime/index.ts';
import { fifo } from '../../src/runtime/threads/policies/fifo.ts';
import { manual } from '../../src/runtime/threads/policies/manual.ts';
import type { Policy } from '../../src/runtime/threads/policies/policy.ts';
import { priority } from '../../src/runtime/threads/policies/priority.ts';
import { random } from '../../src/runtime/threads/policies/random.ts';
import { roundRobin } from '../../src/runtime/threads/policies/round-robin.ts';
import { ThreadTable } from '../../src/runtime/threads/thread-table.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';
import { whole } from './whole.ts';

const STEPS = fc.array(
  fc.oneof(
    fc
      .constantFrom('spawn', 'spawn', 'yield', 'yield', 'block', 'finish')
      .map((what) => ({ what, which: 0 })),
    fc.nat(20).map((which) => ({ what: 'wake', which })),
    fc.nat(20).map((which) => ({ what: 'urgent', which })),
  ),
  { maxLength: 80 },
);

/** Does the steps by a policy; told of each decision, before it is carried out. */
function walk(
  policy: Policy,
  steps: readonly { what: string; which: number }[],
  look: (table: ThreadTable, picked: number, queue: readonly number[]) => void,
): void {
  const table = new ThreadTable(8, true);
  const queue: number[] = [];
  const waiting: number[] = [];
  let decisions = 0;
  for (const { what, which } of steps) {
    const { current } = table;
    if (what === 'spawn') {
      const slot = table.take();
      if (slot !== -1) queue.push(slot);
    } else if (what === 'wake') {
      const slot = waiting.splice(which % (waiting.length || 1), 1)[0];
      if (slot === undefined) continue;
      table.wake(slot);
      queue.push(slot);
    } else if (what === 'urgent') table.setPriority(which % 8, which >> 3);
    else if (table.after(current) !== -1 && !(what === 'finish' && current === 0)) {
      if (what === 'block') {
        table.block();
        waiting.push(current);
      }
      if (what === 'finish') table.finish();
      const picked = policy.pick(table, decisions++);
      look(table, picked, queue);
      table.switchTo(picked);
      if (picked === current) continue;
      queue.splice(queue.indexOf(picked), 1);
      if (what === 'yield') queue.push(current);
    }
  }
}

test.each([roundRobin, fifo, priority, random(3), manual((ready) => ready.at(-1)!)])(
  '$name picks one who can run, and the same one when asked again',
  (policy) => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const picks: number[] = [];
        walk(policy, steps, (table, picked) => {
          expect(table.isRunnable(picked)).toBe(true);
          picks.push(picked);
        });
        const again: number[] = [];
        walk(policy.asks ? manual((ready) => ready.at(-1)!) : policy, steps, (_, picked) =>
          again.push(picked),
        );
        expect(again).toEqual(picks);
      }),
      { numRuns: policy.asks ? 1 : 100 },
    );
  },
);

test('the ring has all who are Ready, from the running one upwards', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      walk(roundRobin, steps, (table) => {
        const { current, size } = table;
        const upwards = Array.from({ length: size - 1 }, (_, index) => (current + 1 + index) % size);
        expect([...table.ring()]).toEqual(upwards.filter((slot) => table.isRunnable(slot)));
      });
    }),
  );
});

test('fifo is a queue', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      walk(fifo, steps, (_, picked, queue) => {
        expect(picked).toBe(queue[0]);
      });
    }),
  );
});

test('priority picks the most urgent, and the first of them in the round', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      walk(priority, steps, (table, picked) => {
        const { current } = table;
        const all = [...table.ring(), ...(table.isRunnable(current) ? [current] : [])];
        const most = Math.max(...all.map((slot) => table.priority(slot)));
        expect(picked).toBe(all.find((slot) => table.priority(slot) === most));
      });
    }),
  );
});

test('random picks each as often as the others, and few of many slots too', () => {
  for (const size of [8, 1_000]) {
    const table = new ThreadTable(size);
    for (let slot = 0; slot < 3; slot++) table.take();
    const counts = [0, 0, 0, 0];
    for (let decision = 0; decision < 3_000; decision++) counts[random(5).pick(table, decision)]!++;
    expect(counts[0]).toBe(0);
    for (const count of counts.slice(1)) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  }
});

/** Threads that say their letters, three times each. */
const LETTERS = mainOf(
  `${[1, 2, 3].map((id) => `lea rdi, [rip+says]\nlea rsi, [rip+letter${id}]\ncall spawn\nmov edi, eax\nmov esi, ${id}\ncall set_priority`).join('\n')}
  xor eax, eax`,
  `says: push rbx\npush rbp\nsub rsp, 8\nmov rbx, rdi\nmov ebp, 3
  1: mov rdi, rbx\ncall print\ncall yield_thread\ndec ebp\njnz 1b
  add rsp, 8\npop rbp\npop rbx\nret
  .section .rodata\nletter1: .asciz "a"\nletter2: .asciz "b"\nletter3: .asciz "c"`,
);

const letters = (policy: PolicyChoice, options: RuntimeOptions = {}): Runtime =>
  runtimeOf(LETTERS, { policy, ...options });

describe('a program', () => {
  test.each<[string, PolicyChoice, string]>([
    ['round-robin', 'round-robin', 'abcabcabc'],
    ['fifo', 'fifo', 'abcabcabc'],
    ['priority', 'priority', 'cccbbbaaa'],
    ['manual', { manual: (ready) => ready.map(({ id }) => id).sort((a, b) => b - a)[0]! }, 'cbcbcbaaa'],
  ])('runs in the order of %s', (_, policy, output) => {
    const runtime = letters(policy);
    expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
    expect(runtime.output).toBe(output);
  });

  test('runs in the same order for the same seed, and in others for others', () => {
    const outputs = Array.from({ length: 12 }, (_, seed) => {
      const [one, other] = [letters({ random: seed }), letters({ random: seed })];
      one.run();
      while (other.run({ maxInstructions: 11 }).kind === 'limit');
      expect(whole(other)).toEqual(whole(one));
      return one.output;
    });
    expect(new Set(outputs).size).toBeGreaterThan(6);
  });

  test('that is gone back in is not asked about again', () => {
    const asked: number[] = [];
    const choose = (ready: readonly { readonly id: number }[]): number => {
      asked.push(ready.length);
      return ready[asked.length % ready.length]!.id;
    };
    const runtime = letters({ manual: choose });
    const beginning = runtime.snapshot();
    runtime.run();
    const { output, instructions } = runtime;
    const count = asked.length;
    runtime.restore(beginning);
    runtime.run();
    expect([runtime.output, runtime.instructions, asked.length]).toEqual([output, instructions, count]);
    expect(count).toBeGreaterThan(5);
  });

  test('that asks for somebody who is not Ready says so', () => {
    expect(() => letters({ manual: () => 7 }).run()).toThrow('thread 7 is not Ready: choose one of 1, 2, 3');
  });

  test.each<PolicyChoice>(['fifo', 'priority', { random: 1 }, { random: 2 }, { random: 3 }])(
    'of philosophers comes to its end by %j, and with short turns',
    (policy) => {
      for (const quantum of [Infinity, 20]) {
        const runtime = programOf('blocking/philosophers', {}, { policy, quantum, maxThreads: 6 });
        expect(runtime.run()).toEqual({ kind: 'exit', status: 0 });
        expect(runtime.output.match(/eats/g)).toHaveLength(15);
      }
    },
  );

  test.each([
    ['one that is not there', 'mov edi, 9\nmov esi, 1', -3],
    ['one that is not there yet', 'mov edi, 2\nmov esi, 1', -3],
    ['more than there is', 'mov edi, 0\nmov esi, 100', -22],
    ['less than nothing', 'mov edi, 0\nmov rsi, -1', -22],
    ['what makes sense', 'mov edi, 0\nmov esi, 99', 0],
  ])('sets the priority of %s', (_, registers, answer) => {
    const runtime = runtimeOf(mainOf(`${registers}\ncall set_priority\nneg eax`));
    expect(runtime.run()).toEqual({ kind: 'exit', status: Math.abs(answer) });
  });
});

describe('a policy that is set on the way', () => {
  test('decides from there on, and goes back with the run', () => {
    const runtime = programOf('counters');
    runtime.run({ until: { switch: 2 } });
    const before = runtime.snapshot();
    const orderOf = (): number[] => {
      runtime.run();
      return runtime.switches.map(({ to }) => to);
    };
    const book = orderOf();
    runtime.restore(before);
    runtime.setPolicy({ random: 7 });
    const after = runtime.snapshot();
    const others = orderOf();
    expect(others).not.toEqual(book);
    runtime.restore(before);
    expect(orderOf()).toEqual(book);
    runtime.restore(after);
    expect(orderOf()).toEqual(others);
  });

  test('is fifo only if it was from the beginning', () => {
    expect(() => programOf('counters').setPolicy('fifo')).toThrow(
      'fifo has to be chosen before the program begins',
    );
    const runtime = programOf('counters', {}, { policy: 'fifo' });
    runtime.setPolicy('priority');
    expect(() => runtime.setPolicy('fifo')).not.toThrow();
  });
});
