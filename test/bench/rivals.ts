/** What a JavaScript user would take instead; each answers with the nanoseconds of one switch. */

import { OS_PAGE } from './resident.ts';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

function* endless(): Generator<undefined, never> {
  for (;;) yield;
}

/** Generators that are resumed in turn. */
export function generators(threads: number, yields: number): number {
  const all = Array.from({ length: threads }, endless);
  const rounds = Math.max(1, Math.round(yields / threads));
  for (const one of all) one.next();
  const began = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const one of all) one.next();
  }
  return ((performance.now() - began) * 1e6) / (rounds * threads);
}

/** What is awaited: a value that is there, unknown to the checker, which would not let it be awaited. */
const nothing: unknown = null;

/** Async functions that await nothing in turn. */
export async function awaits(threads: number, yields: number): Promise<number> {
  const rounds = Math.max(1, Math.round(yields / threads));
  const takeTurns = async (): Promise<void> => {
    for (let round = 0; round < rounds; round++) await nothing;
  };
  const all = Array.from({ length: threads }, takeTurns);
  const began = performance.now();
  await Promise.all(all);
  return ((performance.now() - began) * 1e6) / (rounds * threads);
}

const PARTNER = `
  const { workerData: word, parentPort } = require('node:worker_threads');
  parentPort.postMessage('ready');
  for (;;) {
    Atomics.wait(word, 0, 0);
    if (Atomics.load(word, 0) === 2) break;
    Atomics.store(word, 0, 0);
    Atomics.notify(word, 0);
  }`;

/** Two threads of the operating system that hand over to each other: the word is 0 here and 1 there. */
export async function workers(handovers: number): Promise<number> {
  const word = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(PARTNER, { eval: true, workerData: word });
  await once(worker, 'message');
  const began = performance.now();
  for (let done = 0; done < handovers; done += 2) {
    Atomics.store(word, 0, 1);
    Atomics.notify(word, 0);
    Atomics.wait(word, 0, 1);
  }
  const taken = performance.now() - began;
  Atomics.store(word, 0, 2);
  Atomics.notify(word, 0);
  await once(worker, 'exit');
  return (taken * 1e6) / handovers;
}

/** Nanoseconds of the first write to a page of new memory: what the system takes to give one. */
export function newPages(count: number): number {
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((count * OS_PAGE) / 0x10000),
    maximum: 0x10000,
  });
  const bytes = new Uint8Array(memory.buffer);
  const begin = performance.now();
  for (let page = 0; page < count; page++) bytes[page * OS_PAGE] = 1;
  return ((performance.now() - begin) * 1e6) / count;
}

function* yieldsOnce(): Generator<undefined, void> {
  yield;
}

/** So many generators: made, run for the first time, finished. */
export function generatorLives(threads: number): { spawn: number; first: number; finish: number } {
  const start = performance.now();
  const all = Array.from({ length: threads }, yieldsOnce);
  const made = performance.now();
  for (const one of all) one.next();
  const ran = performance.now();
  for (const one of all) one.next();
  const finished = performance.now();
  const each = (milliseconds: number): number => (milliseconds * 1e6) / threads;
  return { spawn: each(made - start), first: each(ran - made), finish: each(finished - ran) };
}
