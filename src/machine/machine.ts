/** The handle on one machine: registers, memory, and running it. */

import {
  BREAKPOINT_COUNT,
  BREAKPOINTS,
  BUDGET_LEFT,
  DECODE_TABLE,
  FAULT_ADDRESS,
  FAULT_KIND,
  FAULT_SIZE,
  FAULT_SOURCE,
  HOT,
  MAX_BREAKPOINTS,
  MXCSR,
  MXCSR_START,
  PAGE_BITS,
  PAGE_SIZE,
  Permission,
  PERMISSIONS,
  PROGRAM_BASE,
  REG_FS_BASE,
  REG_GS_BASE,
  REG_RIP,
  RESUME,
  RETIRED,
  STATE,
  Stop,
  STORES_SEEN,
  UNTOUCHED,
  WATCH_RESUME,
  X87_CONTROL,
  X87_CONTROL_START,
  REG_XMM,
  type Fault,
} from '../../asm/abi.ts';
import type { Image } from '../elf/image.ts';
import { DECODE_TABLE_BYTES } from './decode-table.ts';
import { OutOfMemory } from './out-of-memory.ts';
import { Snapshots, type MachineSnapshot } from './snapshot.ts';
import { Tier } from './traces/tier.ts';
import { Watches, type Watch } from './watches.ts';
import { MODULE, type Exports, type Host } from './wasm.ts';

/** The general-purpose registers in the order of their encoding, which is that of the register file. */
export const GENERAL_REGISTERS = [
  'rax', 'rcx', 'rdx', 'rbx', 'rsp', 'rbp', 'rsi', 'rdi',
  'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15',
] as const; // prettier-ignore

export type GeneralRegister = (typeof GENERAL_REGISTERS)[number];
/** 128 bits each. */
export const XMM_REGISTERS = [
  'xmm0', 'xmm1', 'xmm2', 'xmm3', 'xmm4', 'xmm5', 'xmm6', 'xmm7',
  'xmm8', 'xmm9', 'xmm10', 'xmm11', 'xmm12', 'xmm13', 'xmm14', 'xmm15',
] as const; // prettier-ignore

export type XmmRegister = (typeof XMM_REGISTERS)[number];
/** As GDB names them: fctrl is the x87 unit's control word. */
export type RegisterName =
  | GeneralRegister
  | XmmRegister
  | 'rip'
  | 'rflags'
  | 'fs_base'
  | 'gs_base'
  | 'mxcsr'
  | 'fctrl';

interface RegisterPlace {
  readonly offset: number;
  /** In bytes. */
  readonly size: 2 | 4 | 8 | 16;
}

const PLACES: ReadonlyMap<string, RegisterPlace> = new Map<string, RegisterPlace>([
  ...GENERAL_REGISTERS.map((name, number) => [name, { offset: number * 8, size: 8 }] as const),
  ...XMM_REGISTERS.map((name, number) => [name, { offset: REG_XMM + number * 16, size: 16 }] as const),
  ['rip', { offset: REG_RIP, size: 8 }],
  ['fs_base', { offset: REG_FS_BASE, size: 8 }],
  ['gs_base', { offset: REG_GS_BASE, size: 8 }],
  ['mxcsr', { offset: MXCSR, size: 4 }],
  ['fctrl', { offset: X87_CONTROL, size: 2 }],
]);

/** Why the instruction at rip could not be executed. */
export interface MachineFault {
  readonly kind: Fault;
  /** What the access or the fetch wanted; meaningless for the kinds that touch no memory. */
  readonly address: bigint;
  /** In bytes. */
  readonly size: number;
  /** For a fetch fault, the jump, call or return that led there; 0 when the flow fell into it. */
  readonly source: bigint;
}

function allocate(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: 0x10000 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const size = pages * 0x10000;
    throw new OutOfMemory(`this computer has no ${size} bytes of memory left for a machine`, size);
  }
}

/** An access by the host to memory that the machine does not have. */
export class AddressError extends Error {
  override name = 'AddressError';
}

export class Machine {
  /** All of memory; guest addresses are indices. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /**
   * Asked at each system call, while the machine runs: it may carry the call out and answer GO_ON, as long as it
   * changes neither rip nor code and does not run the machine; or answer a `Stop`. `flushes` tells whether it has
   * changed code. By itself the machine stops.
   */
  onSystemCall: () => number = () => Stop.SYSCALL;
  /** How often the host has changed code. */
  flushes = 0;
  /** How often it has written to what is watched. */
  watchedWrites = 0;
  readonly #exports: Exports;
  readonly #tier: Tier;
  readonly #snapshots: Snapshots;
  readonly #watches: Watches;

  /**
   * @param size of memory in bytes, rounded up to 64 KiB; at most 4 GiB.
   * @throws OutOfMemory when the computer does not give as much.
   */
  constructor(size = 64 << 20) {
    const pages = Math.ceil(size / 0x10000);
    if (!(pages >= PROGRAM_BASE / 0x10000 && pages <= 0x10000)) {
      throw new RangeError(`a machine has 4 MiB to 4 GiB of memory, not ${size} bytes`);
    }
    const memory = allocate(pages);
    this.bytes = new Uint8Array(memory.buffer);
    this.view = new DataView(memory.buffer);
    const table = new WebAssembly.Table({ element: 'anyfunc', initial: 1 });
    const host: Host = { systemCall: () => this.onSystemCall() };
    const instance = new WebAssembly.Instance(MODULE, { env: { memory, table }, host });
    this.#exports = instance.exports as unknown as Exports;
    this.#tier = new Tier(memory, table, this.#exports);
    this.#watches = new Watches(this.bytes);
    this.#snapshots = new Snapshots(this.bytes, this.#exports, () => this.#flush());
    this.bytes.set(DECODE_TABLE_BYTES, DECODE_TABLE);
    this.#exports.setRflags(0x202n);
    this.setRegister('mxcsr', BigInt(MXCSR_START));
    this.setRegister('fctrl', BigInt(X87_CONTROL_START));
  }

  /** Bytes of memory. */
  get size(): number {
    return this.bytes.length;
  }

  /** Instructions retired so far: the machine's clock. */
  get retired(): bigint {
    return this.view.getBigUint64(STATE + RETIRED, true);
  }

  /**
   * Retires at most `budget` instructions and stops at exactly that count, unless something else stops it first.
   *
   * @param budget 0 to 2^31 - 1. Runs of up to a million keep the engine's optimizer fed; longer ones work.
   */
  run(budget: number): Stop {
    let stop = this.#exports.run(budget);
    while (stop === HOT) {
      this.#tier.compile();
      stop = this.#exports.run(this.view.getInt32(STATE + BUDGET_LEFT, true));
    }
    return stop;
  }

  /** Compiles all code that has been executed so far: what happens by itself to a program that runs for long. */
  compile(): void {
    this.#tier.compile(0);
  }

  /** Why the last run stopped with `Stop.FAULT`; the access that it stopped before with `Stop.WATCHPOINT`. */
  get fault(): MachineFault {
    return {
      kind: this.view.getInt32(STATE + FAULT_KIND, true),
      address: this.view.getBigUint64(STATE + FAULT_ADDRESS, true),
      size: this.view.getUint32(STATE + FAULT_SIZE, true),
      source: this.view.getBigUint64(STATE + FAULT_SOURCE, true),
    };
  }

  getRegister(name: RegisterName): bigint {
    if (name === 'rflags') return BigInt.asUintN(64, this.#exports.rflags());
    const { offset, size } = PLACES.get(name)!;
    const low = this.view.getBigUint64(STATE + offset, true);
    if (size === 16) return low | (this.view.getBigUint64(STATE + offset + 8, true) << 64n);
    return BigInt.asUintN(size * 8, low);
  }

  setRegister(name: RegisterName, value: bigint): void {
    if (name === 'rflags') this.#exports.setRflags(BigInt.asIntN(64, value));
    else this.#setPlace(PLACES.get(name)!, value);
    if (name !== 'rip') return;
    this.view.setBigUint64(STATE + RESUME, 0n, true);
    this.view.setBigUint64(STATE + WATCH_RESUME, 0n, true);
    this.view.setBigUint64(STATE + FAULT_SOURCE, 0n, true);
  }

  #setPlace({ offset, size }: RegisterPlace, value: bigint): void {
    const at = STATE + offset;
    if (size === 2) this.view.setUint16(at, Number(BigInt.asUintN(16, value)), true);
    else if (size === 4) this.view.setUint32(at, Number(BigInt.asUintN(32, value)), true);
    else this.view.setBigUint64(at, value, true);
    if (size === 16) this.view.setBigUint64(at + 8, value >> 64n, true);
  }

  /** Copies an image's segments to their places, sets their permissions, and points rip at its entry. */
  load(image: Image): void {
    for (const segment of image.segments) {
      this.write(segment.address, segment.data);
      const write = segment.write ? Permission.WRITE : 0;
      const execute = segment.execute ? Permission.EXECUTE : 0;
      this.protect(segment.address, segment.size, Permission.READ | write | execute);
    }
    this.setRegister('rip', BigInt(image.entry));
  }

  /** Gives every page that the range touches these permissions (`Permission` bits). */
  protect(address: number, length: number, permission: number): void {
    this.#check(address, length);
    const first = PERMISSIONS + Math.floor(address / PAGE_SIZE);
    const last = PERMISSIONS + Math.ceil((address + length) / PAGE_SIZE);
    const isCode = (permission & Permission.EXECUTE) !== 0 || this.#isDecoded(first, last);
    this.#snapshots.touch(first, last);
    this.bytes.fill(permission, first, last);
    this.#watches.mark();
    if (isCode) this.#flush();
  }

  /** The `Permission` bits of the page at an address; 0 past the end of memory. */
  permissionAt(address: bigint): number {
    if (address >= BigInt(this.size)) return 0;
    return this.bytes[PERMISSIONS + Number(address >> BigInt(PAGE_BITS))]! & ~STORES_SEEN;
  }

  /** A copy. @throws AddressError outside of the guest's memory. */
  read(address: number, length: number): Uint8Array {
    this.#check(address, length);
    return this.bytes.slice(address, address + length);
  }

  /** Regardless of permissions, code included. @throws AddressError outside of the guest's memory. */
  write(address: number, bytes: Uint8Array): void {
    this.#check(address, bytes.length);
    this.bytes.set(bytes, address);
    this.written(address, bytes.length);
  }

  /** Writes zeros, regardless of permissions. */
  zero(address: number, length: number): void {
    this.#check(address, length);
    this.bytes.fill(0, address, address + length);
    this.written(address, length);
    for (let page = Math.ceil(address / PAGE_SIZE); (page + 1) * PAGE_SIZE <= address + length; page++) {
      this.bytes[PERMISSIONS + page]! |= Permission.ZERO;
    }
  }

  readU64(address: number): bigint {
    this.#check(address, 8);
    return this.view.getBigUint64(address, true);
  }

  /** Regardless of permissions, code included. */
  writeU64(address: number, value: bigint): void {
    this.#check(address, 8);
    this.view.setBigUint64(address, value, true);
    this.written(address, 8);
  }

  /** Whether the guest may access every byte of a range in these ways (`Permission` bits). */
  allows(address: bigint, length: number, permission: number): boolean {
    const end = address + BigInt(length);
    if (end > BigInt(this.size)) return false;
    if (length === 0) return true;
    for (let page = address >> BigInt(PAGE_BITS); page << BigInt(PAGE_BITS) < end; page++) {
      if ((this.bytes[PERMISSIONS + Number(page)]! & permission) !== permission) return false;
    }
    return true;
  }

  /** Replaces the set of breakpoints. A run that starts on the one that stopped the last run goes past it. */
  setBreakpoints(addresses: readonly number[]): void {
    if (addresses.length > MAX_BREAKPOINTS) throw new RangeError(`at most ${MAX_BREAKPOINTS} breakpoints`);
    this.view.setUint32(STATE + BREAKPOINT_COUNT, addresses.length, true);
    addresses.forEach((address, index) => {
      this.view.setUint32(STATE + BREAKPOINTS + index * 4, address, true);
    });
    this.#flush();
  }

  #flush(): void {
    this.flushes++;
    this.#exports.flush();
  }

  /** A run from here goes past a breakpoint that is at rip. */
  passBreakpoint(): void {
    this.view.setBigUint64(STATE + RESUME, this.getRegister('rip'), true);
  }

  /** Replaces the set of watchpoints. A run that starts on the instruction that one stopped lets it access them. */
  setWatches(watches: readonly Watch[]): void {
    for (const { address, size } of watches) this.#check(address, size);
    this.#watches.replace(watches);
  }

  /** Whether the run has stopped at a watchpoint, before the access. */
  get isBeforeAccess(): boolean {
    return this.view.getBigUint64(STATE + WATCH_RESUME, true) !== 0n;
  }

  /** All that a run depends on and changes. What is the same as in the snapshot before is shared with it. */
  snapshot(): MachineSnapshot {
    return this.#snapshots.take();
  }

  /** Puts everything back. Breakpoints and watchpoints stay. @throws RangeError for one of another size. */
  restore(snapshot: MachineSnapshot): void {
    this.#snapshots.restore(snapshot);
    this.view.setBigUint64(STATE + WATCH_RESUME, 0n, true);
  }

  /** To be called after a store by the host that has gone past this handle. */
  written(address: number, length: number): void {
    const first = PERMISSIONS + Math.floor(address / PAGE_SIZE);
    const last = PERMISSIONS + Math.ceil((address + length) / PAGE_SIZE);
    const isCode = this.#isDecoded(first, last);
    this.#snapshots.touch(first, last);
    for (let page = first; page < last; page++) this.bytes[page]! &= ~UNTOUCHED;
    if (isCode) this.#flush();
    if (this.#watches.overlap(address, length)) this.watchedWrites++;
  }

  /** Whether decoded records depend on one of the pages, which are given by where their permissions are. */
  #isDecoded(first: number, last: number): boolean {
    for (let page = first; page < last; page++) {
      if ((this.bytes[page]! & Permission.DECODED) !== 0) return true;
    }
    return false;
  }

  #check(address: number, length: number): void {
    if (!(address >= PROGRAM_BASE && length >= 0 && address + length <= this.size)) {
      const range = `0x${address.toString(16)}..0x${(address + length).toString(16)}`;
      throw new AddressError(`${range} is outside of the guest's memory (up to 0x${this.size.toString(16)})`);
    }
  }
}
