/** The page in real browsers: Chromium and Firefox, driven from outside. */

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, firefox, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, vi } from 'vitest';
import { build, type BuildOptions } from 'vite';
import { pageFrom } from '../../src/cli/web.ts';
import { isFresh } from '../bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'build/web');

/** What each is called on computers, and how it is started. */
const BROWSERS = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    launch: async (executablePath: string) => chromium.launch({ executablePath, args: ['--no-sandbox'] }),
  },
  // as distributions ship it, over WebDriver BiDi, which leaves `reducedMotion` and `colorScheme` to the preferences
  firefox: {
    names: ['firefox-esr', 'firefox'],
    launch: async (executablePath: string) =>
      firefox.launch({
        channel: 'moz-firefox',
        executablePath,
        firefoxUserPrefs: { 'ui.prefersReducedMotion': 1 },
      }),
  },
} as const;

export type BrowserName = keyof typeof BROWSERS;

/** Where it is on this computer. */
function pathOf(browser: BrowserName): string | undefined {
  return BROWSERS[browser].names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '' && spawnSync(path, ['--version']).status === 0);
}

/** Tests of the page in one browser after the other; one that is not here is left out, but not in CI. */
export function describeIn(
  browsers: readonly BrowserName[],
  what: string,
  tests: (visit: Visitor) => void,
): void {
  const folder = builtPage();
  for (const browser of browsers) {
    const path = pathOf(browser);
    const isMissing = path === undefined && !process.env['CI'];
    describe.skipIf(isMissing)(`${what}, in ${browser}`, () => {
      tests(visitor(browser, path, folder));
    });
  }
}

/**
 * Where the page is when the tests begin that are being described: as `npm run build:web` has left it, or, if something
 * has changed since, built for them.
 */
export function builtPage(): string {
  return isFresh(join(BUILT, 'inventory.json'), 'vite.config.ts') ? BUILT : buildPage();
}

/** A build for the tests that are being described, as people get it. */
export function buildPage(options: BuildOptions = {}): string {
  const outDir = join(tmpdir(), `fiberscope-web-${randomUUID()}`);
  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production');
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { ...options, outDir },
    });
    vi.unstubAllEnvs();
  }, 60_000);
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));
  return outDir;
}

export interface Opened {
  readonly page: Page;
  /** What went wrong in it: messages of errors. */
  readonly errors: readonly string[];
}

export interface Visitor {
  /** Opens the page; `at` is where else it is served. */
  open(
    options?: BrowserContextOptions & { readonly fragment?: string; readonly at?: string },
  ): Promise<Opened>;
}

/** A browser and the page's server for the tests that are being described. */
function visitor(name: BrowserName, path: string | undefined, folder: string): Visitor {
  let browser: Browser;
  let url = '';
  const server = createServer((request, response) => listener(request, response));
  let listener: ReturnType<typeof pageFrom>;
  beforeAll(async () => {
    listener = pageFrom(pathToFileURL(`${folder}/`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    if (path === undefined) throw new Error(`there is no ${name} on this computer`);
    browser = await BROWSERS[name].launch(path);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map(async (context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    server.close();
  });
  return {
    async open({ fragment = '', at = url, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(at + fragment);
      await begun(page);
      return { page, errors };
    },
  };
}

/** Waits until the page shows a program, and how far it runs. */
export async function begun(page: Page): Promise<void> {
  await page.waitForSelector('.say .next');
  await page.waitForFunction(() => document.querySelector('.count')?.textContent.includes('of 0 ') === false);
}

/** Types the number of an instruction and waits until the page is there. */
export async function goTo(page: Page, instruction: number): Promise<void> {
  await page.fill('#goto', String(instruction));
  await page.press('#goto', 'Enter');
  await arrive(page, instruction);
}

export async function arrive(page: Page, instruction: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('.head-now')?.getAttribute('aria-valuenow') === wanted,
    String(instruction),
    { timeout: 30_000 },
  );
}

/** The instruction that the page shows. */
export async function momentOf(page: Page): Promise<number> {
  const text = await page.getAttribute('.head-now', 'aria-valuenow');
  return Number(text);
}

/** Loads one of the programs that come with the page. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.click('.pick');
  await page.click(`dialog .choices button:has(b:text-is("${name}"))`);
  await page.waitForFunction((title) => document.title.startsWith(title), name);
}
