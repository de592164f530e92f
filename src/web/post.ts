/**
 * What a worker is told. A module listens only when all that it imports is there: what is said before is kept until it
 * says that it does.
 */
export class Post<Message> {
  readonly #worker: Worker;
  #early: Message[] | undefined = [];

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  send(message: Message): void {
    if (this.#early) this.#early.push(message);
    else this.#worker.postMessage(message);
  }

  /** It listens from now on. */
  open(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const message of early) this.send(message);
  }

  /** Ends the worker, whatever it is doing. */
  end(): void {
    this.#worker.terminate();
  }
}
