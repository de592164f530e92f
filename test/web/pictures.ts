/** The README's pictures of the page: `npx tsx test/web/pictures.ts`, after `npm run build:web`. Look at them. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { pageFrom } from '../../src/cli/web.ts';

const ROOT = new URL('../../', import.meta.url);
/** In the middle of the demo's second switch: the fourth register has just been saved. */
const MOMENT = 73;

const PICTURES = [
  { name: 'page', width: 1440, height: 900, colorScheme: 'light', present: false },
  { name: 'page-dark', width: 1440, height: 900, colorScheme: 'dark', present: false },
  { name: 'page-projector', width: 1280, height: 720, colorScheme: 'light', present: true },
  { name: 'page-phone', width: 390, height: 844, colorScheme: 'light', present: false },
] as const;

const server = createServer(pageFrom(new URL('build/web/', ROOT))).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const { name, width, height, colorScheme, present } of PICTURES) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('.say .next');
  await page.waitForFunction(() => document.querySelector('.checks')?.textContent.includes('no findings'));
  await page.evaluate((moment) => {
    const input = document.querySelector<HTMLInputElement>('#goto')!;
    input.value = String(moment);
    input.form!.requestSubmit();
  }, MOMENT);
  await page.waitForSelector('.row.now');
  if (present) await page.keyboard.press('p');
  await page.waitForTimeout(500);
  await page.screenshot({ path: fileURLToPath(new URL(`docs/${name}.png`, ROOT)) });
  await context.close();
}
await browser.close();
server.close();
