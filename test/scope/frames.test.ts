/** Frames of compiled code at random moments: they are the calls that were really made. */

import { describe, expect, test } from 'vitest';
import { readObject } from '../../src/elf/read-object.ts';
import { Runtime } from '../../src/runtime/index.ts';
import { instructionAt } from '../../src/scope/code.ts';
import { stackView } from '../../src/scope/registers.ts';
import { walk } from '../../src/scope/walk.ts';
import { readArchive } from '../corpus/archive.ts';

const STEPS = 2_000;
/** One step in so many is looked at. */
const EVERY = 200;

/** From 0 up to, and not including, 1; the same numbers each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** A call that has not returned: where its return address lies, and the label before the call. */
interface Call {
  readonly slot: bigint;
  readonly caller: string;
}

class ShadowStack {
  readonly calls: Call[] = [];
  readonly #runtime: Runtime;
  readonly #mnemonics = new Map<bigint, string | undefined>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** @returns false when the program has ended. */
  step(): boolean {
    const { machine } = this.#runtime;
    const rip = machine.getRegister('rip');
    if (!this.#mnemonics.has(rip)) this.#mnemonics.set(rip, instructionAt(this.#runtime, rip)?.form.mnemonic);
    const outcome = this.#runtime.run({ maxInstructions: 1 });
    const mnemonic = this.#mnemonics.get(rip);
    if (mnemonic === 'call') this.calls.push({ slot: machine.getRegister('rsp'), caller: this.labelAt(rip) });
    if (mnemonic === 'ret') this.calls.pop();
    return outcome.kind === 'limit';
  }

  labelAt(address: bigint): string {
    return this.#runtime.process.symbols.labelOf(address)!.name;
  }

  /** From the inside outwards, each function with where it will return. */
  frames(): string[] {
    const inner = this.labelAt(this.#runtime.machine.getRegister('rip'));
    const calls = this.calls.toReversed();
    const names = [inner, ...calls.map(({ caller }) => caller)];
    return names.map((name, index) => `${name} ${calls[index]?.slot ?? 'outermost'}`);
  }
}

function walked(runtime: Runtime): string[] {
  const view = stackView(runtime, runtime.threads[0]!)!;
  return walk(runtime, view).map(
    ({ function: name, cfa, end }) => `${name} ${end === 'outermost' ? end : cfa}`,
  );
}

describe.each(['gcc-O0', 'gcc-O2'])('%s', (variant) => {
  // one switches stacks by itself
  const programs = [...readArchive(variant)].filter(([name]) => name !== 'coroutines');

  test.each(programs)('%s', (name, bytes) => {
    const runtime = new Runtime(readObject(bytes, `${name}.o`));
    const shadow = new ShadowStack(runtime);
    const next = random(name.length);
    for (let step = 0; step < STEPS && shadow.step(); step++) {
      const isInSwitch = shadow.labelAt(runtime.machine.getRegister('rip')) === 'switch';
      if (next() < 1 / EVERY && !isInSwitch) expect(walked(runtime)).toEqual(shadow.frames());
    }
  });
});
