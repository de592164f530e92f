import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotSet } from '../../src/runtime/threads/slot-set.ts';

const capacities = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 900, max: 40_000 }));
const changes = fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 60 });

test('answers as a sorted list of its members would', () => {
  fc.assert(
    fc.property(capacities, changes, fc.array(fc.nat(), { maxLength: 20 }), (capacity, steps, questions) => {
      const set = new SlotSet(capacity);
      const model = new Set<number>();
      for (const [add, number] of steps) {
        const slot = number % capacity;
        if (add) {
          set.add(slot);
          model.add(slot);
        } else {
          set.delete(slot);
          model.delete(slot);
        }
      }
      for (const question of questions) {
        const from = question % (capacity + 2);
        const first = [...model].filter((slot) => slot >= from).sort((a, b) => a - b)[0] ?? -1;
        expect(set.firstFrom(from)).toBe(first);
        if (from < capacity) expect(set.has(from)).toBe(model.has(from));
      }
    }),
  );
});

test('a million slots', () => {
  const set = new SlotSet(1_000_000);
  expect(set.firstFrom(0)).toBe(-1);
  set.add(999_999);
  expect(set.firstFrom(0)).toBe(999_999);
  expect(set.firstFrom(1_000_000)).toBe(-1);
  set.add(31);
  set.add(32);
  expect([set.firstFrom(0), set.firstFrom(32), set.firstFrom(33)]).toEqual([31, 32, 999_999]);
  set.delete(32);
  expect(set.firstFrom(32)).toBe(999_999);
});
