/** What can be wrong with a request to the runtime; faults of the program are outcomes, not errors. */

/** One spawn too many: every slot is taken. */
export class NoAvailableThread extends Error {
  override name = 'NoAvailableThread';
  constructor() {
    super('no available thread.');
  }
}

/** The objects make no program that can be started. */
export class ProgramError extends Error {
  override name = 'ProgramError';
}

/** The program has no such label. */
export class UnknownLabel extends Error {
  override name = 'UnknownLabel';
  readonly label: string;
  /** The label that may have been meant. */
  readonly suggestion: string | undefined;
  constructor(label: string, suggestion?: string) {
    const hint = suggestion === undefined ? '' : ` (did you mean '${suggestion}'?)`;
    super(`the program has no label '${label}'${hint}`);
    this.label = label;
    this.suggestion = suggestion;
  }
}

/** Threads were asked of a program that runs without the runtime. */
export class NoRuntime extends Error {
  override name = 'NoRuntime';
  constructor() {
    super(
      "the program starts at its own '_start' and runs without green threads: the runtime comes with 'main'",
    );
  }
}
