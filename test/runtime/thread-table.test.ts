import fc from 'fast-check';
import { expect, test } from 'vitest';
import { State, ThreadTable } from '../../src/runtime/threads/thread-table.ts';
import { tReturn, tYield } from './book-table.ts';

/** The book's Runtime, as far as states go: its own loops over a vector. */
class Book {
  readonly threads: State[];
  current = 0;

  constructor(size: number) {
    this.threads = Array.from({ length: size }, (_, slot) => (slot === 0 ? State.Running : State.Available));
  }

  spawn(): number {
    const slot = this.threads.indexOf(State.Available);
    if (slot !== -1) this.threads[slot] = State.Ready;
    return slot;
  }

  tReturn(): boolean {
    if (this.current === 0) return false;
    this.threads[this.current] = State.Available;
    return this.tYield();
  }

  tYield(): boolean {
    let pos = this.current;
    while (this.threads[pos] !== State.Ready) {
      pos += 1;
      if (pos === this.threads.length) pos = 0;
      if (pos === this.current) return false;
    }
    if (this.threads[this.current] !== State.Available) this.threads[this.current] = State.Ready;
    this.threads[pos] = State.Running;
    this.current = pos;
    return true;
  }
}

const steps = fc.array(fc.constantFrom('spawn', 'spawn', 'yield', 'return'), { maxLength: 200 });

test("does what the book's loops do, step by step", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), steps, (size, names) => {
      const table = new ThreadTable(size);
      const book = new Book(size);
      let spawned = 0;
      let most = 1;
      for (const name of names) {
        if (name === 'spawn') {
          const slot = book.spawn();
          expect(table.take()).toBe(slot);
          if (slot !== -1) spawned++;
        } else if (name === 'yield') expect(tYield(table)).toBe(book.tYield());
        else expect(tReturn(table)).toBe(book.tReturn());
        most = Math.max(most, book.threads.filter((state) => state !== State.Available).length);
        expect(table).toMatchObject({ current: book.current, spawned, mostAlive: most });
        expect(Array.from({ length: size }, (_, slot) => table.state(slot))).toEqual(book.threads);
      }
    }),
  );
});

test('who follows whom ahead is who will follow', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      steps,
      fc.integer({ min: 1, max: 130 }),
      (size, names, most) => {
        const table = new ThreadTable(size);
        for (const name of names) {
          if (name === 'spawn') table.take();
          else if (name === 'yield') tYield(table);
          else tReturn(table);
        }
        const { current } = table;
        const into = new Uint32Array(most);
        const ahead = [...into.subarray(0, table.following(into))];
        const walked: number[] = [];
        while (walked.length < most && tYield(table)) {
          walked.push(table.current);
          if (table.current === current) break;
        }
        expect(ahead).toEqual(walked);
      },
    ),
  );
});
