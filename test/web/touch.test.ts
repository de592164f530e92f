/** The timeline under fingers, as Chromium has them from a touch screen. */

import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeIn, momentOf } from './page.ts';

interface Finger {
  readonly x: number;
  readonly y: number;
}

type Touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: readonly Finger[]) => Promise<void>;

async function touchScreen(page: Page): Promise<Touch> {
  const session: CDPSession = await page.context().newCDPSession(page);
  return async (type, ...fingers) => {
    const touchPoints = fingers.map((finger, id) => ({ ...finger, id }));
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
}

/** How much of the run the timeline shows, as its axis or its playhead's place says it. */
const share = async (page: Page): Promise<number> =>
  page.evaluate(() => {
    const head = document.querySelector<HTMLElement>('.head-now');
    return head ? Number.parseFloat(head.style.left) : Number.NaN;
  });

describeIn(['chromium'], 'the timeline on a phone', (visit) => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

  test('one finger drags to a moment; a tap goes there', async () => {
    const { page, errors } = await visit.open(phone);
    const touch = await touchScreen(page);
    const box = (await page.locator('.tracks').boundingBox())!;
    const at = (part: number): Finger => ({ x: box.x + part * box.width, y: box.y + box.height / 2 });
    await touch('touchStart', at(0.1));
    for (const part of [0.2, 0.3, 0.4, 0.5]) await touch('touchMove', at(part));
    await touch('touchEnd');
    await expect.poll(async () => Math.round(await share(page))).toBe(50);
    const middle = await momentOf(page);
    await touch('touchStart', at(0.25));
    await touch('touchEnd');
    await expect.poll(async () => Math.round(await share(page))).toBe(25);
    expect(await momentOf(page)).toBeLessThan(middle);
    expect(errors).toEqual([]);
  });

  test('two fingers hold what is between them; moment and page stay where they are', async () => {
    const { page, errors } = await visit.open(phone);
    const touch = await touchScreen(page);
    const box = (await page.locator('.tracks').boundingBox())!;
    const at = (part: number): Finger => ({ x: box.x + part * box.width, y: box.y + box.height / 2 });
    await touch('touchStart', at(0.5));
    await touch('touchEnd');
    await expect.poll(async () => Math.round(await share(page))).toBe(50);
    const middle = await momentOf(page);
    await touch('touchStart', at(0.5));
    await touch('touchStart', at(0.5), at(0.75));
    for (const part of [0.7, 0.65, 0.6, 0.4]) await touch('touchMove', at(part - 0.25), at(0.75));
    await touch('touchEnd', at(0.15));
    await touch('touchMove', at(0.3));
    await touch('touchEnd');
    await expect.poll(async () => Math.round(await share(page))).toBe(15);
    expect(await momentOf(page)).toBe(middle);
    await page.keyboard.press('f');
    await expect.poll(async () => Math.round(await share(page))).toBe(50);
    const stays = await page.evaluate(() => [scrollX, scrollY, visualViewport?.scale]);
    expect(stays).toEqual([0, 0, 1]);
    expect(errors).toEqual([]);
  });
});
