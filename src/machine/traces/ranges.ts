/**
 * Accesses near each other are checked together: through the same register, as in the fourteen moves of `switch`, or
 * at fixed addresses. A first walk over the trace finds out what each check has to cover; the second one writes it.
 */

/** Where an address lies: so far from something that is not known, but does not change. */
export interface Place {
  /** 0 for address 0, else what some register held. */
  readonly origin: number;
  readonly offset: number;
}

export type Access = 'read' | 'write';

/** Offsets from the origin: `low` up to, and not including, `high`. */
export interface Range {
  readonly origin: number;
  readonly access: Access;
  readonly low: number;
  readonly high: number;
  /** By its number; those that another way may not take are not extended. */
  readonly number: number;
  readonly extends: boolean;
}

/** Bytes of a range at most: it lies in two pages then, and close to what is really accessed. */
const LONGEST = 256;

/** What has been checked on the way so far. */
export class Ranges {
  /** Every range that has been opened, as far as it has been extended. */
  readonly found: Range[] = [];
  /** Whether one of them covers more than one access. */
  areShared = false;
  readonly #known: readonly Range[] | undefined;
  #open: readonly Range[] = [];

  /** @param known what a first walk has found. */
  constructor(known?: readonly Range[]) {
    this.#known = known;
  }

  /** To be given back to `restore`, where another way goes on from here. */
  save(): readonly Range[] {
    this.#open = this.#open.map((range) => ({ ...range, extends: false }));
    return this.#open;
  }

  restore(open: readonly Range[]): void {
    this.#open = open;
  }

  /** The range that has to be checked for an access; undefined when that has been done. */
  cover({ origin, offset }: Place, size: number, access: Access): Range | undefined {
    const high = offset + size;
    for (const range of this.#open) {
      if (range.origin !== origin || range.access !== access) continue;
      if (range.low <= offset && range.high >= high) return this.#share();
      if (range.extends && this.#extend(range, offset, high)) return this.#share();
    }
    const number = this.found.length;
    const known = this.#known?.[number];
    const fits = known !== undefined && known.low <= offset && known.high >= high;
    const bounds = fits ? { low: known.low, high: known.high } : { low: offset, high };
    const range = { origin, access, number, extends: this.#known === undefined, ...bounds };
    this.found.push(range);
    this.#open = [...this.#open, range];
    return range;
  }

  #share(): undefined {
    this.areShared = true;
  }

  #extend(range: Range, offset: number, end: number): boolean {
    const low = Math.min(range.low, offset);
    const high = Math.max(range.high, end);
    if (high - low > LONGEST) return false;
    const extended = { ...range, low, high };
    this.found[range.number] = extended;
    this.#open = this.#open.map((one) => (one === range ? extended : one));
    return true;
  }
}
