/** The machine's Wasm module, compiled once for all machines. */

const url = new URL('../../build/vm.wasm', import.meta.url);

async function bytes(): Promise<BufferSource> {
  if (url.protocol !== 'file:') return await (await fetch(url)).arrayBuffer();
  return process.getBuiltinModule('node:fs').readFileSync(url);
}

export const MODULE: WebAssembly.Module = await WebAssembly.compile(await bytes());

/** What `asm/host.ts` imports. A function here may not run the machine, nor throw. */
export interface Host extends WebAssembly.ModuleImports {
  /** GO_ON, or the `Stop` with which the run ends. */
  systemCall(): number;
}

/** What `asm/index.ts` exports. */
export interface Exports {
  /** Retires at most so many instructions; returns a `Stop`. */
  run(budget: number): number;
  /** What `syscall` does; see `asm/host.ts`. */
  askHost(rip: bigint, left: number): number;
  /** Drops every decoded record. */
  flush(): void;
  /** The first page from this one on, and below `end`, that is not CLEAN; `end` when there is none. */
  nextWritten(page: number, end: number): number;
  /** Makes the machine use the traces that have been written. */
  adopt(): void;
  /** A record for `perform` from the instruction at an address; 0 when there is no room. */
  keep(address: number): number;
  /** Executes such a record; 1 when it could. */
  perform(record: number): number;
  /** Whether the condition of a number holds. */
  condition(number: number): number;
  multiplyHigh(x: bigint, y: bigint): bigint;
  /** rflags, put together from the lazy ones. */
  rflags(): bigint;
  setRflags(value: bigint): void;
}
