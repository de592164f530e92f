/**
 * The second tier: blocks that have become hot are compiled to WebAssembly. The interpreter finds a trace by the map
 * at TRACES (asm/traces.ts) and by the record that its block begins with; whatever changes code drops them all.
 */

import {
  BLOCK_MAP,
  BLOCK_SLOTS,
  BREAKPOINT_COUNT,
  BREAKPOINTS,
  HOT_AT,
  NO_TRACE,
  Op,
  RECORD_IMMEDIATE,
  RECORD_OPERATION,
  STATE,
  TRACE_SLOTS,
  TRACES,
} from '../../../asm/abi.ts';
import { decode, LONGEST_INSTRUCTION } from '../../isa/decode.ts';
import { endsBlock } from '../operation.ts';
import type { Exports } from '../wasm.ts';
import { IMPORTS, LOCALS } from './frame.ts';
import { writeTrace, type Site } from './trace.ts';
import { Code, wasmModule } from './wasm.ts';

/** How often a block has been executed to be compiled together with a hot one, and to be a place where traces go. */
const WARM = HOT_AT / 16;

/** Likely places that a `ret` is compared with: looking at more takes longer than the map at TRACES. */
const MOST_RETURNS = 2;

/** Instructions of a block after which nobody looks for its end. */
const LONGEST_BLOCK = 64;

/** Traces of one module at most. */
const MOST_TRACES = 1_000;

const TYPES = [{ parameters: ['i32'], result: 'i32' } as const, ...IMPORTS];
const TRACE_TYPE = 0;

/** A module of traces. */
function moduleOf(bodies: readonly Code[], tableBase: number): Uint8Array<ArrayBuffer> {
  const imports = IMPORTS.map(({ name }, index) => ({ name, type: index + 1 }));
  return wasmModule({ types: TYPES, imports, type: TRACE_TYPE, locals: LOCALS, bodies, tableBase });
}

/** Engines before 2024 have no tail calls: there the interpreter does it alone. */
const HAS_TAIL_CALLS = WebAssembly.validate(moduleOf([new Code().get(0).returnCall(IMPORTS.length)], 0));

/** The same answer for the same address. */
function remembered<T>(answer: (address: number) => T): (address: number) => T {
  const known = new Map<number, { readonly value: T }>();
  return (address) => {
    const found = known.get(address) ?? { value: answer(address) };
    known.set(address, found);
    return found.value;
  };
}

/** A block that the interpreter has decoded. */
interface Block {
  /** Of its first record. */
  readonly record: number;
  readonly compiled: boolean;
}

export class Tier {
  readonly #words: Uint32Array;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #exports: Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #table: WebAssembly.Table;
  /** Where the table's own functions end. */
  readonly #base: number;
  /** By the function that they call: behind which calls it returns to. */
  readonly #returns = new Map<number, number[]>();

  constructor(memory: WebAssembly.Memory, table: WebAssembly.Table, exports: Exports) {
    this.#memory = memory;
    this.#table = table;
    this.#exports = exports;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
    this.#base = table.length;
  }

  /** Compiles the blocks that have been executed so often and have no trace yet. */
  compile(least = WARM): void {
    if (!HAS_TAIL_CALLS) return;
    const blocks = this.#blocks(least);
    const breakpoints = this.#breakpoints();
    const indices = new Map<number, number>();
    const functionAt = (address: number): number | undefined => {
      const index = indices.get(address);
      if (index !== undefined) return index;
      if (indices.size >= MOST_TRACES || !blocks.has(address) || breakpoints.has(address)) return undefined;
      indices.set(address, IMPORTS.length + indices.size);
      return IMPORTS.length + indices.size - 1;
    };
    for (const [address, { compiled }] of blocks) if (!compiled) functionAt(address);
    if (indices.size === 0) return;
    const instructionAt = remembered((address) =>
      decode(this.#bytes.subarray(address, address + LONGEST_INSTRUCTION), BigInt(address)),
    );
    const isFirst = this.#isEmpty();
    if (isFirst) this.#returns.clear();
    for (const address of indices.keys()) this.#noteCall(address, instructionAt);
    const site: Site = {
      type: TRACE_TYPE,
      instructionAt,
      returnsOf: (address) => this.#returnsOf(address),
      isKnown: (address) => blocks.has(address),
      isBreakpoint: (address) => breakpoints.has(address),
      functionAt,
      record: remembered((address) => this.#exports.keep(address) >>> 0),
    };
    const bodies: Code[] = [];
    // a trace may ask for others, which come behind it
    for (const address of indices.keys()) bodies.push(writeTrace(site, address));
    this.#install([...indices.keys()], bodies, blocks, isFirst ? this.#base : this.#table.length);
  }

  /** @param tableBase where their places in the table begin */
  #install(
    addresses: readonly number[],
    bodies: readonly Code[],
    blocks: ReadonlyMap<number, Block>,
    tableBase: number,
  ): void {
    const missing = tableBase + bodies.length - this.#table.length;
    if (missing > 0) this.#table.grow(missing);
    const module = new WebAssembly.Module(moduleOf(bodies, tableBase));
    // it puts its functions into the table, and is of no use besides
    void new WebAssembly.Instance(module, {
      vm: { ...this.#exports, memory: this.#memory, table: this.#table },
    });
    this.#exports.adopt();
    addresses.forEach((address, index) => {
      const slot = TRACES / 4 + (address & (TRACE_SLOTS - 1)) * 2;
      if (this.#words[slot] !== NO_TRACE) return;
      this.#words[slot] = address;
      this.#words[slot + 1] = tableBase + index;
      const block = blocks.get(address);
      if (!block) return;
      this.#view.setUint16(block.record + RECORD_OPERATION, Op.ENTER, true);
      this.#view.setBigUint64(block.record + RECORD_IMMEDIATE, BigInt(tableBase + index), true);
    });
  }

  /** Of the call that ends a block, if one does. */
  #noteCall(block: number, instructionAt: Site['instructionAt']): void {
    for (let address = block, count = 0; count < LONGEST_BLOCK; count++) {
      const instruction = instructionAt(address);
      if (!instruction) return;
      const next = address + instruction.length;
      const [target] = instruction.operands;
      if (instruction.form.mnemonic === 'call' && target?.kind === 'relative') {
        const called = next + Number(target.distance);
        const returns = this.#returns.get(called) ?? [];
        if (!returns.includes(next)) this.#returns.set(called, [...returns, next]);
      }
      if (endsBlock(instruction.form)) return;
      address = next;
    }
  }

  /** Functions lie one behind the other: the address is in the last one that begins before it. */
  #returnsOf(address: number): readonly number[] {
    let last = -1;
    for (const called of this.#returns.keys()) if (called <= address && called > last) last = called;
    return this.#returns.get(last)?.slice(0, MOST_RETURNS) ?? [];
  }

  /** Those that have been executed at least so often, by address. */
  #blocks(least: number): Map<number, Block> {
    const first = BLOCK_MAP / 4;
    const found = new Map<number, Block>();
    for (let slot = first; slot < first + BLOCK_SLOTS * 2; slot += 2) {
      const address = this.#words[slot]!;
      if (address === NO_TRACE || address === 0) continue;
      const record = this.#words[slot + 1]!;
      const operation: Op = this.#view.getUint16(record + RECORD_OPERATION, true);
      if (operation === Op.ENTER) found.set(address, { record, compiled: true });
      if (operation !== Op.COUNT) continue;
      const left = this.#words[(record + RECORD_IMMEDIATE) / 4]! | 0;
      if (HOT_AT - left >= least) found.set(address, { record, compiled: false });
    }
    return found;
  }

  #isEmpty(): boolean {
    const first = TRACES / 4;
    for (let slot = first; slot < first + TRACE_SLOTS * 2; slot += 2) {
      if (this.#words[slot] !== NO_TRACE) return false;
    }
    return true;
  }

  #breakpoints(): Set<number> {
    const first = (STATE + BREAKPOINTS) / 4;
    return new Set(this.#words.subarray(first, first + this.#words[(STATE + BREAKPOINT_COUNT) / 4]!));
  }
}
