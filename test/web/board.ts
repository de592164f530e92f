/** What the board shows, read off the page at once. */

import type { Page } from 'playwright-core';

export interface ShownRow {
  readonly register: string;
  /** The sixteen digits of the live register. */
  readonly live: string;
  /** By thread, those of the field; none where a slot has never been used. */
  readonly fields: readonly (string | null)[];
  /** Whether the last instruction has saved or loaded it. */
  readonly isNow: boolean;
}

export async function rowsOf(page: Page): Promise<readonly ShownRow[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.board .row')].map((row) => ({
      register: row.querySelector('.rn')!.textContent,
      live: row.querySelector('.cpu .hx')!.textContent,
      fields: [...row.querySelectorAll('.cell')].map(
        (cell) => cell.querySelector('.hx')?.textContent ?? null,
      ),
      isNow: row.classList.contains('now'),
    })),
  );
}

/** As the page writes it. */
export const hex = (value: bigint): string => value.toString(16).padStart(16, '0');
