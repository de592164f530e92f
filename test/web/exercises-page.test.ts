/** Exercises as students do them. */

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeIn } from './page.ts';

function submission(name: string): string {
  return readFileSync(new URL(`../grade/submissions/write-switch/${name}`, import.meta.url), 'utf8');
}

async function openExercise(page: Page, name: string): Promise<void> {
  await page.click('.pick');
  await page.click(`dialog .choices button:has(b:text-is("${name}"))`);
  await page.waitForFunction((title) => document.title.startsWith(title), `${name}.s`);
}

/** Copies a text, and pastes it in place of what is there. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const area = document.createElement('textarea');
    area.value = copied;
    document.body.append(area);
    area.select();
  }, text);
  await page.keyboard.press('Control+c');
  await page.evaluate(() => document.activeElement!.remove());
  await page.click('.cm-content');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

async function graded(page: Page): Promise<string> {
  await page.click('.exercise .go-on:text-is("Grade")');
  const head = page.locator('.exercise .result h3:has-text("of 100")');
  return (await head.textContent()) ?? '';
}

describeIn(['chromium', 'firefox'], 'an exercise', (visit) => {
  test('is graded: a wrong solution property by property, the right one with all points', async () => {
    const { page, errors } = await visit.open();
    await openExercise(page, 'write-switch');
    expect(await page.textContent('.exercise')).toContain('the ThreadContext of the thread that runs');

    await paste(page, submission('rsp.s'));
    expect(await graded(page)).not.toBe('100 of 100');
    const fails = page.locator('.exercise .result .fails');
    expect(await fails.allTextContents()).not.toEqual([]);
    const place = fails.locator('button').first();
    const line = Number(/\d+/.exec((await place.textContent()) ?? ''));
    await place.click();
    await expect
      .poll(async () =>
        page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent),
      )
      .toBe(submission('rsp.s').split('\n')[line - 1]);

    await paste(page, submission('right.s'));
    expect(await graded(page)).toBe('100 of 100');
    expect(await fails.count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

describeIn(['chromium'], 'an exercise', (visit) => {
  test('that cannot be graded is told why', async () => {
    const { page } = await visit.open();
    await openExercise(page, 'write-switch');
    await paste(page, 'main: ret\n');
    expect(await graded(page)).toBe('0 of 100');
    expect(await page.textContent('.exercise .result')).toContain("there is no 'switch'");
  });

  test('whose grading takes long is stopped, and can be graded again', async () => {
    const { page } = await visit.open();
    await openExercise(page, 'write-switch');
    await page.evaluate(() => {
      // a worker that never answers
      Worker.prototype.postMessage = () => {};
    });
    await page.click('.exercise .go-on:text-is("Grade")');
    await page.click('.exercise .go-on:text-is("Stop grading")');
    await page.waitForSelector('.exercise .go-on:text-is("Grade")');
  });
});
