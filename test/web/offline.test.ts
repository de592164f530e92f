/** The page without a network, and when a new version of it comes: from a folder of a static host, as people have them. */

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pageFrom } from '../../src/cli/web.ts';
import { begun, buildPage, builtPage, choose, describeIn } from './page.ts';

/** A host with a copy of the page in each of these folders. */
class Host {
  readonly #folders = new Map<string, RequestListener>();
  readonly #server = createServer((request, response) => {
    const { url = '' } = request;
    for (const [folder, listener] of this.#folders) {
      if (url.startsWith(folder)) {
        request.url = url.slice(folder.length - 1);
        listener(request, response);
        return;
      }
    }
    response.writeHead(404).end();
  });
  #port = 0;

  serve(folder: string, files: string): void {
    this.#folders.set(folder, pageFrom(pathToFileURL(`${files}/`)));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await stopped;
  }

  at(folder: string): string {
    return `http://127.0.0.1:${this.#port}${folder}`;
  }
}

/** Waits until the service worker has everything. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Whether a newer version has everything too. */
const isWaiting = async (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);

const cachesOf = async (page: Page): Promise<string[]> => page.evaluate(async () => caches.keys());

const folder = builtPage();

describeIn(['chromium', 'firefox'], 'the page', (visit) => {
  test('that was loaded once needs no network: demo, lessons, examples, exercises', async () => {
    const host = new Host();
    host.serve('/some/folder/', folder);
    await host.start();
    const at = host.at('/some/folder/');
    const { page, errors } = await visit.open({ at, serviceWorkers: 'allow' });
    await kept(page);
    await host.stop();
    await page.goto(`${at}index.html?from=slides#of-a-class`);
    await begun(page);
    await page.keyboard.press('End');
    await page.waitForSelector('.phase h2:text("The program has ended")');
    expect(await page.locator('.output li.done').count()).toBe(7);
    await page.keyboard.press('l');
    await page.click('.course-list button');
    await page.waitForSelector('.lesson h2:has-text("Lesson 1")');
    await choose(page, 'counters.s');
    await choose(page, 'write-switch');
    await page.click('.exercise .go-on:text-is("Grade")');
    await page.waitForSelector('.exercise .result h3:has-text("of 100")');
    expect(errors).toEqual([]);
  });
});

describeIn(['chromium'], 'a new version of the page', (visit) => {
  const fresh = buildPage({ minify: false });

  test('is there at the next visit, whole, and leaves nothing behind and others alone', async () => {
    const host = new Host();
    host.serve('/a/', folder);
    host.serve('/b/', folder);
    await host.start();
    const { page } = await visit.open({ at: host.at('/a/'), serviceWorkers: 'allow' });
    await kept(page);
    const neighbour = await page.context().newPage();
    await neighbour.goto(host.at('/b/'));
    await kept(neighbour);
    await neighbour.evaluate(async () => caches.open('of somebody else'));
    const before = await cachesOf(neighbour);
    expect(before.length).toBe(3);

    host.serve('/a/', fresh);
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).pathname));
    await page.reload();
    await begun(page);
    const files = JSON.parse(readFileSync(join(fresh, 'inventory.json'), 'utf8')) as string[];
    const whole = new Set(['', ...files].map((file) => `/a/${file}`));
    expect([...asked].filter((path) => !whole.has(path))).toEqual([]);

    await expect.poll(async () => isWaiting(page), { timeout: 20_000 }).toBe(true);
    await page.close();
    const others = before.filter((name) => !name.includes('/a/'));
    const rest = async (): Promise<string[]> =>
      (await cachesOf(neighbour)).filter((name) => before.includes(name));
    await expect.poll(rest, { timeout: 20_000 }).toEqual(others);
    expect((await cachesOf(neighbour)).length).toBe(3);
    await host.stop();
    await neighbour.goto(host.at('/a/'));
    await begun(neighbour);
    const script = await neighbour.getAttribute('script[type=module]', 'src');
    expect(files).toContain(script?.slice(2));
  });
});
