/** `fiberscope web`: the page, served to this computer. */

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, readArguments, readNumber, UsageError, type Command } from './command.ts';
import { print } from './terminal.ts';

const HELP = `usage: fiberscope web [--port N]

Serves the page to this computer alone, and prints its address: a classroom in
the browser, where programs run, can be gone along in both directions and be
looked into. Any static host may serve it as well, from any folder: the files
are in build/web.

  --port N              where to listen (any that is free)`;

/** Only this computer. */
const ADDRESS = '127.0.0.1';
const FOLDER = new URL('../../build/web/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const web: Command = {
  help: HELP,
  async run(args) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string' } },
    });
    if (positionals.length > 0) throw new UsageError(`web takes no file, and got '${positionals[0]}'`);
    const port = values.port === undefined ? 0 : readNumber('--port', values.port, { most: 65_535 });
    const server = createServer(pageFrom(FOLDER));
    try {
      server.listen(port, ADDRESS);
      await once(server, 'listening');
    } catch (error) {
      throw new InputError(`fiberscope: cannot listen at port ${port}: ${(error as Error).message}`);
    }
    print(`http://${ADDRESS}:${(server.address() as AddressInfo).port}/`);
    await once(server, 'close');
    return 0;
  },
};

/** Gives out the files that the page is made of, and no others. @throws InputError when it has not been built */
export function pageFrom(folder: URL): RequestListener {
  const files = inventoryOf(folder);
  return ({ method, url = '/' }, response) => {
    const path = url.replace(/[?#].*$/s, '').slice(1) || 'index.html';
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead || !files.has(path)) {
      response.writeHead(isRead ? 404 : 405).end();
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
    response.end(method === 'GET' ? readFileSync(new URL(path, folder)) : undefined);
  };
}

function inventoryOf(folder: URL): ReadonlySet<string> {
  try {
    const names = JSON.parse(readFileSync(new URL('inventory.json', folder), 'utf8')) as string[];
    return new Set([...names, 'inventory.json', 'service-worker.js']);
  } catch {
    throw new InputError(
      `fiberscope: the page is not in ${fileURLToPath(folder)}: npm run build:web makes it`,
    );
  }
}
