/** What has been found to fail, property by property. */

export interface Failure {
  /** One sentence: what is wrong, and why that is so. */
  readonly message: string;
  /** The line of the submission; null where that is not known. */
  readonly line: number | null;
}

export class Marks {
  readonly #failures = new Map<string, Failure>();

  /** The first failure of a property stands. */
  fail(property: string, message: string, line: number | null): void {
    if (!this.#failures.has(property)) this.#failures.set(property, { message, line });
  }

  failureOf(property: string): Failure | undefined {
    return this.#failures.get(property);
  }
}
