/** The machine's Wasm module, compiled once for all machines. */

const url = new URL('../../build/vm.wasm', import.meta.url);

async function bytes(): Promise<BufferSource> {
  if (url.protocol !== 'file:') return await (await fetch(url)).arrayBuffer();
  return process.getBuiltinModule('node:fs').readFileSync(url);
}

export const MODULE: WebAssembly.Module = await WebAssembly.compile(await bytes());

/** What `asm/index.ts` exports. */
export interface Exports {
  /** Retires at most so many instructions; returns a `Stop`. */
  run(budget: number): number;
  /** Drops every decoded record. */
  flush(): void;
  /** rflags, put together from the lazy ones. */
  rflags(): bigint;
  setRflags(value: bigint): void;
}
