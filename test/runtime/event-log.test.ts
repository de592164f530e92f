import { describe, expect, test } from 'vitest';
import { KEPT_BYTES, type RuntimeEvent } from '../../src/runtime/index.ts';
import { mainOf, programOf, runtimeOf } from './program.ts';

/** Of one event, in words; numbers of instructions aside. */
function inWords(event: RuntimeEvent): string {
  switch (event.kind) {
    case 'spawn':
      return `${event.thread} spawns ${event.spawned} ${event.name}`;
    case 'switch':
      return `${event.thread} -> ${event.to} ${event.why}`;
    case 'write':
      return `${event.thread} writes ${new TextDecoder().decode(event.bytes).trimEnd()}`;
    case 'fault':
      return `${event.thread} faults ${event.signal} at 0x${event.rip.toString(16)}`;
    case 'exit':
      return `${event.thread} exits ${event.status}`;
    case 'block':
      return `${event.thread} waits: ${event.wait.kind}`;
    case 'wake':
      return `${event.woken} is woken by ${event.by === 'time' ? 'time' : event.thread}`;
    case 'deadlock':
      return `${event.thread} waits for ever`;
  }
}

describe('events', () => {
  test('of the demo, in their order', () => {
    const runtime = programOf('demo', {}, { recordEvents: 100 });
    runtime.run();
    expect(runtime.events.map(inWords)).toEqual([
      '0 spawns 1 waits',
      '0 spawns 2 nests',
      '0 -> 1 yield',
      "1 writes I haven't implemented a timer in this example.",
      '1 -> 2 yield',
      '2 writes But we can still nest tasks...',
      '2 spawns 3 nested',
      '2 writes THREAD',
      '2 writes 2',
      '2 writes  FINISHED.',
      '2 -> 3 finished',
      '3 writes ...like this!',
      '3 writes THREAD',
      '3 writes 3',
      '3 writes  FINISHED.',
      '3 -> 0 finished',
      '0 -> 1 yield',
      '1 writes Finally, notice how the tasks are executed concurrently.',
      '1 writes THREAD',
      '1 writes 1',
      '1 writes  FINISHED.',
      '1 -> 0 finished',
      '0 exits 0',
    ]);
    const switches = runtime.events.filter(({ kind }) => kind === 'switch');
    expect(switches.map(({ instruction }) => instruction)).toEqual(
      runtime.switches.map(({ instruction }) => instruction),
    );
    const times = runtime.events.map(({ instruction }) => instruction);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(runtime.instructions);
  });

  test('are not recorded unless asked for, and then the first ones are kept', () => {
    const [off, all, some] = [undefined, 1_000, 5].map((recordEvents) => {
      const runtime = programOf('counters', {}, recordEvents === undefined ? {} : { recordEvents });
      runtime.run();
      return runtime;
    });
    expect(off!.process.events).toBeUndefined();
    expect([off!.events, off!.eventCount]).toEqual([[], 0]);
    expect(all!.eventCount).toBe(all!.events.length);
    expect(some!.events).toEqual(all!.events.slice(0, 5));
    expect(some!.eventCount).toBe(all!.eventCount);
    for (const run of [off!, some!])
      expect([run.instructions, run.switches]).toEqual([all!.instructions, all!.switches]);
  });

  test('keep the first bytes of what is written at once', () => {
    const writes = (size: number): string => `mov edi, 2\nlea rsi, [rip+text]\nmov edx, ${size}\ncall write`;
    const body = [0, 5, KEPT_BYTES, 1_000].map(writes).join('\n');
    const text = `.data\ntext: .fill 1000, 1, 'x'`;
    const runtime = runtimeOf(mainOf(`${body}\nxor eax, eax`, text), { recordEvents: 10 });
    runtime.run();
    expect(
      runtime.events.flatMap((event) =>
        event.kind === 'write' ? [[event.fd, event.size, event.bytes.length]] : [],
      ),
    ).toEqual([
      [2, 5, 5],
      [2, KEPT_BYTES, KEPT_BYTES],
      [2, 1_000, KEPT_BYTES],
    ]);
  });

  test('end with the fault, once, however often it is run into', () => {
    const runtime = runtimeOf(mainOf('ud2'), { recordEvents: 10 });
    const main = runtime.image.symbols.find(({ name }) => name === 'main')!.address;
    for (let runs = 0; runs < 3; runs++) runtime.run();
    expect(runtime.events.map(inWords)).toEqual([`0 faults SIGILL at 0x${(main + 4n).toString(16)}`]);
    expect(runtime.eventCount).toBe(1);
  });

  test('end with hlt, and have no end when the run has none', () => {
    const halts = runtimeOf(mainOf('hlt'), { recordEvents: 10 });
    halts.run();
    expect(halts.events.map(({ kind }) => kind)).toEqual(['fault']);
    const goes = runtimeOf(mainOf('1: jmp 1b'), { recordEvents: 10 });
    goes.run({ maxInstructions: 100 });
    expect(goes.events).toEqual([]);
  });

  test('count what the host spawns', () => {
    const runtime = runtimeOf(mainOf('1: call yield_thread\njmp 1b', 'worker: ret'), { recordEvents: 10 });
    runtime.spawn('worker');
    expect(runtime.events).toEqual([
      { kind: 'spawn', instruction: 0, thread: 0, spawned: 1, name: 'worker' },
    ]);
  });
});
