/** The page's end of the wire to the worker. */

import type { CallName, Calls, Found, FromWorker, Recorded, ToWorker } from './protocol.ts';

/** A call that was overtaken by another. */
export class Gone extends Error {
  override name = 'Gone';
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export interface News {
  readonly recorded: (recorded: Recorded) => void;
  readonly found: (found: Found) => void;
  /** The worker itself has broken. */
  readonly broken: (message: string) => void;
}

export class Client {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  /** What was said before the worker listened. */
  #early: ToWorker[] | undefined = [];
  #ids = 0;

  constructor(news: News) {
    this.#worker = new Worker(new URL('worker/worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('news' in data) {
        if (data.news === 'recorded') news.recorded(data.recorded);
        else if (data.news === 'found') news.found(data.found);
        else this.#ready();
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('answer' in data) waiting?.resolve(data.answer as never);
      else waiting?.reject(data.gone ? new Gone() : new Error(data.failed));
    });
    this.#worker.addEventListener('error', ({ message }) => news.broken(message));
  }

  /** @throws Gone when the signal is aborted. */
  async call<Name extends CallName>(
    name: Name,
    ask: Calls[Name]['ask'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['answer']> {
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ id, name, ask } as ToWorker);
      signal?.addEventListener('abort', () => this.#post({ cancel: id }), { once: true });
    });
  }

  #post(message: ToWorker): void {
    if (this.#early) this.#early.push(message);
    else this.#worker.postMessage(message);
  }

  #ready(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const message of early) this.#post(message);
  }
}
