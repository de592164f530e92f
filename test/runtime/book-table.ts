/** The book's two ways to give way, on a table of threads. */

import type { ThreadTable } from '../../src/runtime/threads/thread-table.ts';

/** False, and nothing has changed, when nobody else is Ready. */
export function tYield(table: ThreadTable): boolean {
  const next = table.after(table.current);
  if (next === -1) return false;
  table.switchTo(next);
  return true;
}

/** The same, but the current slot becomes Available. The base thread stays. */
export function tReturn(table: ThreadTable): boolean {
  if (table.current === 0 || table.after(table.current) === -1) return false;
  table.finish();
  return tYield(table);
}
