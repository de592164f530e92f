/**
 * What is due when: ids in the order of their times, the lower id first where times are the same. A heap; an entry that
 * no longer holds is passed over when it comes first.
 */

interface Entry {
  readonly id: number;
  readonly time: number;
}

export class Agenda {
  /** What holds. */
  readonly #times = new Map<number, number>();
  /** Each entry is before the two at twice its index, plus 1 and 2. */
  #heap: Entry[] = [];

  /** @param time Infinity when nobody knows. */
  set(id: number, time: number): void {
    if (this.#times.get(id) === time) return;
    this.#times.set(id, time);
    if (time === Infinity) return;
    if (this.#heap.length > 2 * this.#times.size + 16) this.#rebuild();
    else this.#push({ id, time });
  }

  delete(id: number): void {
    this.#times.delete(id);
  }

  clear(): void {
    this.#times.clear();
    this.#heap = [];
  }

  get first(): Entry | undefined {
    while (this.#heap.length > 0 && !this.#holds(this.#heap[0]!)) this.#pop();
    return this.#heap[0];
  }

  /** The ids whose time has come, the earliest first. */
  due(now: number, most: number): readonly number[] {
    const entries: Entry[] = [];
    for (let entry; entries.length < most && (entry = this.first) && entry.time <= now;) {
      this.#pop();
      if (entries.at(-1)?.id !== entry.id) entries.push(entry);
    }
    for (const entry of entries) this.#push(entry);
    return entries.map(({ id }) => id);
  }

  #holds({ id, time }: Entry): boolean {
    return this.#times.get(id) === time;
  }

  #rebuild(): void {
    const entries = [...this.#times].map(([id, time]) => ({ id, time }));
    this.#heap = entries.filter(({ time }) => time !== Infinity).sort(byTime);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (byTime(heap[above]!, entry) <= 0) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = entry;
  }

  /** Takes the first entry off. */
  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const other = below + 1;
      const child = other < heap.length && byTime(heap[other]!, heap[below]!) < 0 ? other : below;
      if (byTime(last, heap[child]!) <= 0) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function byTime(one: Entry, other: Entry): number {
  return one.time - other.time || one.id - other.id;
}
