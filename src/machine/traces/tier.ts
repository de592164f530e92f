/**
 * The second tier: where a program spends its time, its blocks are compiled to WebAssembly. The interpreter finds a
 * trace by the map at TRACES (asm/traces.ts); whatever changes code drops the map, and with it every trace.
 */

import {
  BLOCK_MAP,
  BLOCK_SLOTS,
  BREAKPOINT_COUNT,
  BREAKPOINTS,
  NO_TRACE,
  STATE,
  TRACE_SLOTS,
  TRACES,
} from '../../../asm/abi.ts';
import { decode, LONGEST_INSTRUCTION, type Instruction } from '../../isa/decode.ts';
import type { Exports } from '../wasm.ts';
import { IMPORTS, LOCALS } from './frame.ts';
import { writeTrace } from './trace.ts';
import { wasmModule, type Code } from './wasm.ts';

/** Instructions that are worth a look at what has become hot: the first time, and at most. */
const FIRST_LOOK = 300_000;
const LAST_LOOK = 30_000_000;

/** Traces of one module at most. */
const MOST_TRACES = 1_000;

const TYPES = [{ parameters: ['i32'], result: 'i32' } as const, ...IMPORTS];
const TRACE_TYPE = 0;

export class Tier {
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #exports: Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #table: WebAssembly.Table;
  readonly #base: number;
  #work = 0;
  #look = FIRST_LOOK;

  constructor(memory: WebAssembly.Memory, table: WebAssembly.Table, exports: Exports) {
    this.#memory = memory;
    this.#table = table;
    this.#exports = exports;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
    this.#base = table.length;
  }

  /** Notes about how many instructions have been executed, and compiles when it is time. */
  note(instructions: number): void {
    this.#work += instructions;
    if (this.#work < this.#look) return;
    this.#work = 0;
    this.#look = Math.min(this.#look * 2, LAST_LOOK);
    this.compile();
  }

  /** Compiles every block that has been decoded and has no trace yet. */
  compile(): void {
    const known = this.#decodedBlocks();
    const entries = [...known].filter((address) => this.#traceKey(address) === NO_TRACE).slice(0, MOST_TRACES);
    if (entries.length === 0) return;
    const breakpoints = this.#breakpoints();
    const indices = new Map<number, number>();
    const functionAt = (address: number): number | undefined => {
      const index = indices.get(address);
      if (index !== undefined) return index;
      if (indices.size >= MOST_TRACES || breakpoints.has(address)) return undefined;
      indices.set(address, IMPORTS.length + indices.size);
      return IMPORTS.length + indices.size - 1;
    };
    for (const entry of entries) functionAt(entry);
    const instructions = new Map<number, Instruction | undefined>();
    const instructionAt = (address: number): Instruction | undefined => {
      if (instructions.has(address)) return instructions.get(address);
      const bytes = this.#bytes.subarray(address, address + LONGEST_INSTRUCTION);
      const instruction = decode(bytes, BigInt(address));
      instructions.set(address, instruction);
      return instruction;
    };
    const bodies: Code[] = [];
    const site = {
      instructionAt,
      type: TRACE_TYPE,
      isKnown: (address: number) => known.has(address),
      isBreakpoint: (address: number) => breakpoints.has(address),
      functionAt,
      record: (address: number) => this.#exports.keep(address) >>> 0,
    };
    // a trace may ask for others, which come behind it
    for (const address of indices.keys()) bodies.push(writeTrace(site, address));
    this.#install([...indices.keys()], bodies);
  }

  #install(addresses: readonly number[], bodies: readonly Code[]): void {
    const tableBase = this.#isEmpty() ? this.#base : this.#table.length;
    const missing = tableBase + bodies.length - this.#table.length;
    if (missing > 0) this.#table.grow(missing);
    const module = new WebAssembly.Module(
      wasmModule({
        types: TYPES,
        imports: IMPORTS.map(({ name }, index) => ({ name, type: index + 1 })),
        type: TRACE_TYPE,
        locals: LOCALS,
        bodies,
        tableBase,
      }),
    );
    const { perform, condition, multiplyHigh } = this.#exports;
    new WebAssembly.Instance(module, {
      vm: { memory: this.#memory, table: this.#table, perform, condition, multiplyHigh },
    });
    addresses.forEach((address, index) => {
      const slot = TRACES / 4 + (address & (TRACE_SLOTS - 1)) * 2;
      if (this.#words[slot] !== NO_TRACE) return;
      this.#words[slot] = address;
      this.#words[slot + 1] = tableBase + index;
    });
    this.#exports.adopt();
  }

  #decodedBlocks(): Set<number> {
    const first = BLOCK_MAP / 4;
    const found = new Set<number>();
    for (let slot = first; slot < first + BLOCK_SLOTS * 2; slot += 2) {
      const address = this.#words[slot]!;
      if (address !== NO_TRACE && address !== 0) found.add(address);
    }
    return found;
  }

  #traceKey(address: number): number {
    return this.#words[TRACES / 4 + (address & (TRACE_SLOTS - 1)) * 2]!;
  }

  #isEmpty(): boolean {
    const first = TRACES / 4;
    for (let slot = first; slot < first + TRACE_SLOTS * 2; slot += 2) {
      if (this.#words[slot] !== NO_TRACE) return false;
    }
    return true;
  }

  #breakpoints(): Set<number> {
    const count = this.#words[(STATE + BREAKPOINT_COUNT) / 4]!;
    return new Set(this.#words.subarray((STATE + BREAKPOINTS) / 4, (STATE + BREAKPOINTS) / 4 + count));
  }
}
