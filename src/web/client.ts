/** The page's end of the wire to the worker. */

import type { CallName, Calls, Found, FromWorker, Recorded, ToWorker } from './protocol.ts';
import { Post } from './post.ts';

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
  readonly #post: Post<ToWorker>;
  readonly #waiting = new Map<number, Waiting>();
  #ids = 0;

  constructor(news: News) {
    const worker = new Worker(new URL('worker/worker.ts', import.meta.url), { type: 'module' });
    this.#post = new Post(worker);
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('news' in data) {
        if (data.news === 'recorded') news.recorded(data.recorded);
        else if (data.news === 'found') news.found(data.found);
        else this.#post.open();
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('answer' in data) waiting?.resolve(data.answer as never);
      else waiting?.reject(data.gone ? new Gone() : new Error(data.failed));
    });
    worker.addEventListener('error', ({ message }) => news.broken(message));
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
      this.#post.send({ id, name, ask } as ToWorker);
      signal?.addEventListener('abort', () => this.#post.send({ cancel: id }), { once: true });
    });
  }
}
