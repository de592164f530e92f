/** The lessons as students go through them. */

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COURSE } from '../../src/web/lessons/course/index.ts';
import type { Sight } from '../../src/web/lessons/lesson.ts';
import { arrive, describeIn, momentOf } from './page.ts';

async function openLesson(page: Page, number: number): Promise<void> {
  await page.click('.top button:text-is("Lessons")');
  await page.click(`.course-list li:nth-child(${number}) button`);
  await page.waitForSelector(`.lesson h2:text-is("Lesson ${number} of ${COURSE.length}")`);
}

/** The step with a title, when the page has come to it. */
async function stepOf(page: Page, title: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('.lesson h3')?.textContent === wanted,
    title.replaceAll('`', ''),
  );
}

/** Whether as many elements are framed as the step is about, by and by. */
async function isFramed(page: Page, sights: readonly Sight[]): Promise<boolean> {
  const all = page.waitForFunction(
    (wanted) => {
      const css = document.querySelector('.lesson style')?.textContent ?? '';
      const selectors = /^([^{]*) \{ outline/.exec(css)?.[1];
      return (selectors ? document.querySelectorAll(selectors).length : 0) >= wanted;
    },
    sights.length,
    { timeout: 20_000 },
  );
  return all.then(
    () => true,
    () => false,
  );
}

const press = async (page: Page, words: string): Promise<void> =>
  tap(page, `.lesson .go-on:has-text("${words}")`);

/** A click without waiting until nothing moves: there are hundreds. */
async function tap(page: Page, selector: string): Promise<void> {
  await page.dispatchEvent(selector, 'click');
}

describeIn(['chromium', 'firefox'], 'the lessons', (visit) => {
  test('are gone through with the keyboard alone, and go on where they were left', async () => {
    const { page } = await visit.open();
    await page.keyboard.press('l');
    await page.waitForSelector('.course-list');
    await page.focus('.course-list button');
    await page.keyboard.press('Enter');
    await stepOf(page, COURSE[0]!.steps[0]!.title);
    for (let tabs = 0; tabs < 9; tabs++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.className === 'go-on')) break;
    }
    await page.keyboard.press('Enter');
    await stepOf(page, COURSE[0]!.steps[1]!.title);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.lesson .opt input').nth(1).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lesson .pls .on:text-is("Look")');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.lesson .told')).toMatch(/^Right\./);

    await page.reload();
    await page.waitForSelector('.say .next');
    await page.keyboard.press('l');
    await page.waitForSelector(`.course-list em:text-is("2 of ${COURSE[0]!.steps.length}")`);
  });
});

describeIn(['chromium'], 'the lessons', (visit) => {
  test('each goes to its end: predict, look, explain', async () => {
    const { page, errors } = await visit.open();
    await openLesson(page, 1);
    const wrong: unknown[] = [];
    for (const { id, steps } of COURSE) {
      for (const [index, { title, see = [], ask }] of steps.entries()) {
        await stepOf(page, title);
        const isSeen = async (sights: readonly Sight[]): Promise<void> => {
          if (!(await isFramed(page, sights))) wrong.push([id, title, sights]);
        };
        await isSeen(see);
        if (ask) {
          await tap(page, '.lesson .opt input >> nth=0');
          await press(page, 'Lock it in and look');
          await page.waitForSelector('.lesson .pls .on:text-is("Look")');
          await isSeen(ask.see);
          await press(page, 'Explain');
          if ((await page.locator('.lesson .opt.right').count()) !== 1) wrong.push([id, title, 'no answer']);
        }
        if (index + 1 < steps.length) await press(page, 'Next');
      }
      await press(page, id === COURSE.at(-1)!.id ? 'All lessons' : 'Next lesson');
    }
    expect(wrong).toEqual([]);
    const far = await page.locator('.course-list em').allTextContents();
    expect(far).toEqual(COURSE.map(() => 'done'));
    expect(errors).toEqual([]);
  }, 120_000);

  test('an answer that would be seen is veiled until it is locked in', async () => {
    const { page } = await visit.open();
    await openLesson(page, 1);
    await press(page, 'Next');
    await page.waitForSelector('.say .next', { state: 'hidden' });
    expect(await page.isDisabled('.lesson .go-on')).toBe(true);
    await page.click('.lesson .opt:has-text("It grows by 8")');
    await press(page, 'Lock it in');
    await page.waitForSelector('.say .next', { state: 'visible' });
    await press(page, 'Explain');
    expect(await page.textContent('.lesson .told')).toMatch(/^Not so\./);
    expect(await page.textContent('.lesson .opt.right')).toContain('It shrinks by 8');
  });

  test('a short way is seen moving, and a second press skips to its end', async () => {
    const { page } = await visit.open({ reducedMotion: 'no-preference' });
    await openLesson(page, 3);
    await stepOf(page, COURSE[2]!.steps[0]!.title);
    const start = await momentOf(page);
    const moments = page.evaluate(
      async (end) =>
        new Promise<number[]>((resolve) => {
          const seen: number[] = [];
          new MutationObserver(() => {
            const at = Number(document.querySelector('.head-now')?.getAttribute('aria-valuenow'));
            if (at !== (seen.at(-1) ?? end - 3)) seen.push(at);
            if (at === end) resolve(seen);
          }).observe(document.body, { subtree: true, attributes: true });
        }),
      start + 3,
    );
    await press(page, 'Next');
    expect(await moments).toEqual([start + 1, start + 2, start + 3]);
    await tap(page, '.lesson .opt input >> nth=0');
    await press(page, 'Lock it in');
    await arrive(page, start + 4);
    await press(page, 'Explain');
    await press(page, 'Next');
    await press(page, 'Skip to the end');
    await arrive(page, start + 10);
    await stepOf(page, COURSE[2]!.steps[2]!.title);
    await press(page, 'Next');
    await stepOf(page, COURSE[2]!.steps[3]!.title);
  });

  test('on a phone, what a step is about comes to view, and the text is a tap away', async () => {
    const { page } = await visit.open({ viewport: { width: 360, height: 740 } });
    await page.keyboard.press('l');
    await tap(page, '.course-list li:nth-child(3) button');
    await stepOf(page, COURSE[2]!.steps[0]!.title);
    await press(page, 'Next');
    await page.click('.lesson .opt >> nth=0');
    await page.click('.lesson .ask .go-on');
    await page.waitForSelector('.row.now .cell.now[data-thread="1"]', { state: 'visible' });
    expect(await page.isVisible('.lesson .ask')).toBe(false);
    await page.click('.caption .go-on:text-is("Explain")');
    await page.waitForSelector('.lesson .told b', { state: 'visible' });
    await page.click('.show-it');
    await page.waitForSelector('.caption .go-on:text-is("Read on")');
    expect(await page.isVisible('.board')).toBe(true);
  });
  test('who goes elsewhere meanwhile comes back; leaving brings back what was there before', async () => {
    const { page } = await visit.open();
    await openLesson(page, 2);
    const home = await momentOf(page);
    await page.keyboard.press('ArrowRight');
    await page.click('.lesson button:text-is("Back to this step")');
    await expect.poll(async () => momentOf(page)).toBe(home);
    await page.click('.lesson button:text-is("Leave")');
    await page.waitForFunction(() => document.title.startsWith('demo.s'));
    expect(await page.locator('.lesson h3').count()).toBe(0);
  });

  test('a browser that keeps nothing is told so once, and goes on', async () => {
    const { page, errors } = await visit.open();
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await openLesson(page, 1);
    await page.waitForSelector('.notice:has-text("keeps nothing")');
    await page.click('.notice button');
    await press(page, 'Next');
    await stepOf(page, COURSE[0]!.steps[1]!.title);
    expect(await page.locator('.notice').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
