/** Keeps the page for times without a network: what was loaded once is there. */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const CACHE = 'fiberscope';

/** Everything of this version is fetched before it takes over; what no version of today has goes. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const inventory = await fetch('./inventory.json', { cache: 'no-store' });
  const files = (await inventory.json()) as string[];
  await cache.addAll(['./', ...files.map((file) => `./${file}`)]);
}

/** Names of assets change with what is in them; of all others the network has the latest. */
async function answer(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreSearch: true });
  if (kept && new URL(request.url).pathname.includes('/assets/')) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

globalThis.addEventListener('install', (event) => (event as Lasting).waitUntil(install()));
globalThis.addEventListener('fetch', (event) => {
  const fetching = event as Fetching;
  const { request } = fetching;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin) {
    fetching.respondWith(answer(request));
  }
});
