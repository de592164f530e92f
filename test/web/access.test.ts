/** Everybody reaches everything: keyboard only, screen readers, narrow and wide screens. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { arrive, choose, describeIn, goTo, momentOf } from './page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

async function violations(page: Page): Promise<string[]> {
  const results = (await page.evaluate(`${AXE}; axe.run()`)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const SCREENS = [
  [360, 740],
  [768, 1024],
  [1280, 720],
  [1920, 1080],
] as const;

describeIn(['chromium', 'firefox'], 'the page', (visit) => {
  test('is used with the keyboard alone', async () => {
    const { page } = await visit.open();
    const start = await momentOf(page);
    await page.keyboard.press('ArrowRight');
    await arrive(page, start + 1);
    await page.keyboard.press('ArrowLeft');
    await arrive(page, start);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => momentOf(page)).toBeGreaterThan(start + 1);
    await page.keyboard.press('Home');
    await arrive(page, 0);
    await page.keyboard.press('g');
    await page.keyboard.type('73');
    await page.keyboard.press('Enter');
    await arrive(page, 73);
    await page.keyboard.press('F6');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('top');
    await page.keyboard.press('e');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.className)).not.toContain('cm-content');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.keyboard.press('0');
    await page.waitForSelector('.head.t0.open');
  });

  test('fits screens from phones to projectors', async () => {
    const { page } = await visit.open();
    await page.keyboard.press('Shift+ArrowRight');
    for (const [width, height] of SCREENS) {
      await page.setViewportSize({ width, height });
      await page.waitForSelector('.board .row');
      const [wide, high] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ]);
      expect(wide, `${width}`).toBeLessThanOrEqual(width);
      expect(high, `${height}`).toBeLessThanOrEqual(height);
      const keys = (await page.locator('.keys').boundingBox())!;
      expect(keys.x + keys.width, `${width}`).toBeLessThanOrEqual(width);
      expect(keys.y + keys.height, `${height}`).toBeLessThanOrEqual(height);
    }
  });
});

describeIn(['chromium'], 'the page', (visit) => {
  test.each(['light', 'dark'] as const)('has nothing that axe finds fault with: %s', async (colorScheme) => {
    const { page } = await visit.open({ colorScheme });
    await goTo(page, 73);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('p');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('p');
    for (const key of colorScheme === 'light' ? ['?', 's'] : []) {
      await page.keyboard.press(key);
      await page.waitForSelector('dialog');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await choose(page, '01-forgotten-registers.s');
    await page.click('.findings .links button');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('l');
    await page.click('.course-list li:nth-child(3) button');
    await page.click('.lesson .go-on');
    await page.waitForSelector('.lesson .opt');
    expect(await violations(page)).toEqual([]);
    await choose(page, 'write-switch');
    await page.click('.exercise .go-on');
    await page.waitForSelector('.exercise .fails');
    expect(await violations(page)).toEqual([]);
  });
});
