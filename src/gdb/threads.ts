/** Threads as GDB numbers them: from 1 on, in the order in which they were spawned, so that no number comes twice. */

import { State, type Runtime } from '../runtime/index.ts';
import type { ThreadSelector } from './request.ts';
import { liveThread } from './thread-registers.ts';

export class Threads {
  readonly #runtime: Runtime;
  /** Slots by number, as they were at a moment. */
  #slots: ReadonlyMap<number, number> = new Map();
  #moment = -1;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Slots by number, of those that are alive or have not given the processor away yet. */
  get alive(): ReadonlyMap<number, number> {
    const { instructions, process } = this.#runtime;
    if (this.#moment === instructions) return this.#slots;
    const live = liveThread(this.#runtime);
    const slots = new Map<number, number>();
    for (let slot = 0; slot < process.threads.size; slot++) {
      if (slot === live || process.threads.state(slot) !== State.Available)
        slots.set(this.number(slot), slot);
    }
    this.#slots = slots;
    this.#moment = instructions;
    return slots;
  }

  number(slot: number): number {
    return this.#runtime.process.threads.number(slot) + 1;
  }

  /** The running thread where any one will do; undefined when there is no such thread. */
  slot(thread: ThreadSelector): number | undefined {
    return typeof thread === 'number' ? this.alive.get(thread) : liveThread(this.#runtime);
  }

  /** For qXfer:threads:read. @param id how a number is written */
  document(id: (number: number) => string): string {
    const rows = Array.from(this.alive, ([number, slot]) => {
      const { name, state } = this.#runtime.thread(slot);
      return `<thread id="${id(number)}" name="${escaped(name)}">${state}</thread>`;
    });
    return `<?xml version="1.0"?>\n<threads>\n${rows.join('\n')}\n</threads>\n`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[<>&"]/g, (character) => ENTITIES[character]!);
}
