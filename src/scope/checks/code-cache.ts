/** Instructions that have been decoded, until somebody writes over them. */

import type { Runtime } from '../../runtime/index.ts';
import { isExecutable } from '../code.ts';
import { codeAt, type Code } from './code.ts';

const MOST_CODE = 1 << 18;

export class CodeCache {
  readonly #runtime: Runtime;
  readonly #code = new Map<number, Code>();
  /** Bounds of what is decoded. */
  #start = Infinity;
  #end = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Undefined where nothing can be executed or decoded. */
  at(address: number): Code | undefined {
    return this.#code.get(address) ?? this.#decode(address);
  }

  /** Bytes have been written. */
  written(address: number, bytes: number): void {
    if (address < this.#end && address + bytes > this.#start) this.#forget();
  }

  #decode(address: number): Code | undefined {
    if (!isExecutable(this.#runtime, BigInt(address))) return undefined;
    const code = codeAt(this.#runtime.machine, address);
    if (!code) return undefined;
    if (this.#code.size === MOST_CODE) this.#forget();
    this.#code.set(address, code);
    this.#start = Math.min(this.#start, address);
    this.#end = Math.max(this.#end, code.next);
    return code;
  }

  #forget(): void {
    this.#code.clear();
    this.#start = Infinity;
    this.#end = 0;
  }
}
