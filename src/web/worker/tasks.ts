/** Long work in slices, so that the worker hears what it is told meanwhile. */

export class Cancelled extends Error {
  override name = 'Cancelled';
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

/** Lets messages in. @throws Cancelled */
export async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
  if (signal?.aborted) throw new Cancelled();
}

/** Sizes slices of work so that each takes about so many milliseconds. */
export class Pace {
  /** What the next slice may do. */
  size: number;
  readonly #milliseconds: number;
  readonly #least: number;
  readonly #most: number;

  constructor(milliseconds: number, least: number, most: number) {
    this.#milliseconds = milliseconds;
    this.#least = least;
    this.#most = most;
    this.size = least;
  }

  /** Runs a slice and learns from it. */
  measure<T>(slice: () => T): T {
    const began = performance.now();
    const result = slice();
    const factor = this.#milliseconds / Math.max(0.1, performance.now() - began);
    this.size = Math.round(Math.min(this.#most, Math.max(this.#least, this.size * Math.min(2, factor))));
    return result;
  }
}
