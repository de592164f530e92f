/** How a statement ends that cannot be assembled. */

export interface Details {
  readonly expected?: readonly string[];
  readonly suggestion?: string | undefined;
  /** Nothing that follows is looked at. */
  readonly fatal?: boolean;
}

/** Ends a statement; the run goes on with the next one. `at` is an offset in the source of that statement. */
export class SourceError extends Error {
  readonly at: number | undefined;
  readonly length: number;
  readonly details: Details;
  constructor(message: string, at?: number, length = 1, details: Details = {}) {
    super(message);
    this.at = at;
    this.length = length;
    this.details = details;
  }
}

/** Gives errors that do not know their place the one from `start` to `end()`. */
export function located<T>(start: number, end: () => number, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof SourceError) || error.at !== undefined) throw error;
    throw new SourceError(error.message, start, Math.max(1, end() - start), error.details);
  }
}
