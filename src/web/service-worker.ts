/**
 * Keeps the page for times without a network: what was loaded once is there.
 *
 * This file is another one with every version of the page, so the browser installs that version beside the one in use,
 * and activates it when no tab shows the old one anymore. Until then both are kept: what was begun stays whole.
 */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare const registration: { readonly scope: string };
declare const clients: { claim(): Promise<void> };

/** What this version is made of, as `vite.config.ts` writes it. */
declare const PAGE: {
  /** Whose names change with what is in them. */
  readonly assets: readonly string[];
  /** Of index.html, whose name stays: a digest, as for subresource integrity. */
  readonly integrity: string;
};

/** Other folders of the same host may have pages, or copies of this one. */
const OURS = `fiberscope ${registration.scope} `;
const CACHE = OURS + PAGE.integrity;

/** Milliseconds that the network has to answer with the page of today. */
const PATIENCE = 3000;

/** All of one version, or none: a host that has changed meanwhile is asked again at the next visit. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const page = new Request('./', { cache: 'no-store', integrity: PAGE.integrity });
  await cache.addAll([page, ...PAGE.assets.map((name) => `./${name}`)]);
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map(async (name) => caches.delete(name)));
  await clients.claim();
}

/** Of the page itself the network has the latest, while it has any. */
async function answer(request: Request): Promise<Response> {
  const url = request.url.replace(/index\.html(?=[?#]|$)/, '');
  const kept = await caches.match(url, { cacheName: CACHE, ignoreSearch: true, ignoreVary: true });
  if (!kept) return fetch(request);
  if (request.mode !== 'navigate') return kept;
  const fresh = fetch(request, { cache: 'no-cache' }).then(
    (response) => (response.status < 500 ? response : kept),
    () => kept,
  );
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([fresh, late]);
}

globalThis.addEventListener('install', (event) => (event as Lasting).waitUntil(install()));
globalThis.addEventListener('activate', (event) => (event as Lasting).waitUntil(activate()));
globalThis.addEventListener('fetch', (event) => {
  const fetching = event as Fetching;
  const { request } = fetching;
  if (request.method === 'GET' && request.url.startsWith(registration.scope)) {
    fetching.respondWith(answer(request));
  }
});
