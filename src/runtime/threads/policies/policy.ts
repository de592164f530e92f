/** What a scheduling policy is: a pure function over who could run. */

/** Whom a policy chooses from, and what it knows of them. Threads are named by their slots. */
export interface Candidates {
  readonly size: number;
  /** Who gives way. */
  readonly current: number;
  /** Running or Ready. */
  isRunnable(slot: number): boolean;
  /** The Ready one that comes next, upwards from a slot and from the bottom again; -1 when there is no other. */
  after(slot: number): number;
  /** All Ready ones in that order, from the current one on. */
  ring(): Iterable<number>;
  /** Grows with the time at which a thread became Ready; only kept for policies that want it. */
  arrival(slot: number): number;
  /** 0 unless the program has said otherwise; the higher one is more urgent. */
  priority(slot: number): number;
}

export interface Policy {
  readonly name: string;
  /** As long as nobody is spawned, finishes or waits, it says the same now as then: switches can be decided ahead. */
  readonly isForeseeable: boolean;
  /** Somebody outside is asked. */
  readonly asks: boolean;
  /** Whether it wants to know who became Ready when. */
  readonly byArrival: boolean;
  /**
   * Who runs next: one who is Ready (there is one), or the current one if it goes on.
   *
   * @param decision how many switches there have been: the same decision is made in the same way each time.
   */
  pick(candidates: Candidates, decision: number): number;
}
