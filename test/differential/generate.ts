/** Random programs and the states that they begin in, the same ones for the same seed. */

import { HOT_AT, MXCSR_START, X87_CONTROL_START } from '../../asm/abi.ts';
import { allForms } from '../../src/isa/forms.ts';
import { bytesOf } from '../vectors/generate.ts';
import { BACKGROUND, XMM_BACKGROUND, type MemoryWrite, type State } from '../vectors/layout.ts';
import { anyLanes } from '../vectors/sse.ts';
import { flagsOf, operandValue, Random } from '../vectors/values.ts';
import { reads } from './flags.ts';
import { POINTERS, STACK_POINTER } from './operands.ts';
import type { Body, Branch, Call, Loop, Node, Way } from './program.ts';
import { anyStep } from './steps.ts';

export interface Start {
  readonly state: State;
  /** Over the pattern in the data page. */
  readonly memory: MemoryWrite;
}

export interface Program {
  readonly body: Body;
  readonly starts: readonly Start[];
}

/** Every jump that asks something; those that reach far go by their short form's name too. */
const JUMPS = allForms().filter(({ relativeSize, mnemonic }) => relativeSize === 1 && mnemonic !== 'jmp');
const REACH_FAR: ReadonlySet<string> = new Set(
  allForms()
    .filter(({ relativeSize }) => relativeSize === 4)
    .map(({ mnemonic }) => mnemonic),
);

const WAYS: readonly Way[] = ['direct', 'direct', 'register', 'memory'];
const COUNTERS = ['r15', 'r14'] as const;

class Generator {
  readonly #random: Random;
  /** How many instructions of a hundred are SSE's. */
  readonly #sse: number;
  #left: number;
  #loops = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#sse = random.pick([0, 10, 50, 90]);
    this.#left = 5 + random.below(60);
  }

  /** @param most at its top level */
  body(most: number): Body {
    const nodes: Node[] = [];
    while (this.#left > 0 && nodes.length < most) {
      this.#left -= 1;
      nodes.push(this.#node());
    }
    return nodes;
  }

  #node(): Node {
    const random = this.#random;
    const turn = random.below(24);
    if (turn === 0) return this.#call();
    if (turn === 1 && this.#loops < COUNTERS.length) return this.#loop();
    if (turn < 4) return this.#branch();
    return anyStep(random, this.#sse);
  }

  #branch(): Branch {
    const random = this.#random;
    const form = random.pick(JUMPS);
    return {
      kind: 'branch',
      jump: form.mnemonic,
      isShort: !REACH_FAR.has(form.mnemonic),
      reads: reads(form),
      taken: random.below(2) === 0 ? [] : this.body(1 + random.below(6)),
      fallen: this.body(1 + random.below(6)),
      way: random.pick(WAYS),
    };
  }

  #loop(): Loop {
    const random = this.#random;
    const counter = COUNTERS[this.#loops]!;
    this.#loops += 1;
    const body = this.body(1 + random.below(12));
    this.#loops -= 1;
    return {
      kind: 'loop',
      count: this.#count(),
      counter,
      end: random.pick(['sub', 'dec', 'loop']),
      body,
    };
  }

  /** Inner loops are short; of the others some go on until their code is hot, with room for a compiled part. */
  #count(): number {
    const random = this.#random;
    if (this.#loops > 0 || random.below(4) > 0) return 1 + random.below(8);
    return random.below(4) > 0 ? 1 + random.below(200) : HOT_AT + random.below(HOT_AT / 2);
  }

  #call(): Call {
    const random = this.#random;
    return {
      kind: 'call',
      way: random.pick(WAYS),
      arguments: random.pick([0, 0, 8, 2, 0x20]),
      body: this.body(1 + random.below(8)),
    };
  }
}

const MEMORY_BYTES = 0x100;

function start(random: Random): Start {
  const registers = BACKGROUND.map(() => operandValue(random, random.pick([8, 16, 32, 64])));
  for (const [number, value] of POINTERS) registers[number] = BigInt(value);
  registers[4] = BigInt(STACK_POINTER);
  const lanes = Array.from({ length: MEMORY_BYTES / 16 }, () => bytesOf(anyLanes(random), 128));
  return {
    state: {
      registers,
      flags: flagsOf(random.below(128)),
      sse: {
        xmm: XMM_BACKGROUND.map(() => anyLanes(random)),
        mxcsr: MXCSR_START,
        control: X87_CONTROL_START,
      },
    },
    memory: {
      offset: 0x200 + random.below(0x70) * 16,
      bytes: Uint8Array.from(lanes.flatMap((bytes) => [...bytes])),
    },
  };
}

export function generate(seed: number, starts: number): Program {
  const random = new Random(seed);
  const body = new Generator(random).body(Infinity);
  return { body, starts: Array.from({ length: starts }, () => start(random)) };
}
