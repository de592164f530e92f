/** Breakpoints and watchpoints: put into the machine, and looked at when it stops. */

import { Fault, Permission } from '../../asm/abi.ts';
import type { Outcome, Runtime } from '../runtime/index.ts';
import { instructionAt } from '../scope/code.ts';
import type { History } from './history.ts';
import type { Breakpoint, Condition, RegisterWatchpoint, StopReason, Watchpoint } from './stops.ts';

/** A breakpoint that somebody else has use for. */
export interface Target {
  readonly address: bigint;
  readonly condition: Condition;
}

const WATCHED: Readonly<Record<Watchpoint['kind'], number>> = {
  // what reads and writes one operand counts as a write
  read: Permission.READ | Permission.WRITE,
  write: Permission.WRITE,
  access: Permission.READ | Permission.WRITE,
  change: Permission.WRITE,
};

/** Instructions that write their first operand without reading it. */
const ONLY_WRITES = /^(?:mov|set|push|pop|call|stos|enter|stmxcsr|fn|fxsave|maskmov)/;

const SYSCALL_LENGTH = 2n;

export class Points {
  readonly breakpoints = new Map<number, Breakpoint>();
  readonly watchpoints = new Map<number, Watchpoint>();
  readonly registers = new Map<number, RegisterWatchpoint>();
  readonly #history: History;
  /** What the watched bytes were at the last look, by id. */
  readonly #known = new Map<number, Uint8Array>();
  /** The addresses of the breakpoints that the machine has. */
  #set = '';

  constructor(history: History) {
    this.#history = history;
  }

  /**
   * Puts all of them into the machine.
   *
   * @throws RangeError when they are more than it takes.
   */
  arm(target?: Target): void {
    const { machine } = this.#history.runtime;
    const addresses = [...this.breakpoints.values(), ...(target ? [target] : [])].map(
      ({ address }) => address,
    );
    const distinct = [...new Set(addresses)].filter((address) => address < BigInt(machine.size));
    if (this.#set !== distinct.join()) machine.setBreakpoints(distinct.map(Number));
    this.#set = distinct.join();
    machine.setWatches(
      [...this.watchpoints.values()].map(({ address, size, kind }) => ({
        address: Number(address),
        size,
        access: WATCHED[kind],
      })),
    );
  }

  /**
   * Runs to the first stop, which is 'done' at the target. If it comes to `bound`, it returns undefined; a breakpoint
   * there has not been seen then.
   */
  scan(bound: number, target?: Target): StopReason | undefined {
    const history = this.#history;
    this.#look();
    while (history.now < bound) {
      const end = this.registers.size > 0 ? history.now + 1 : bound;
      const before = this.#registerValues();
      const by = history.runtime.machine.getRegister('rip');
      const outcome = history.run(end === Infinity ? undefined : { instruction: end });
      const reason = this.#registerChange(by, before) ?? this.#reasonOf(outcome, target);
      if (reason) return reason;
    }
    return undefined;
  }

  /** Undefined when the run is to go on. */
  #reasonOf(outcome: Outcome, target: Target | undefined): StopReason | undefined {
    if (outcome.kind === 'limit') return outcome;
    if (outcome.kind !== 'stopped') return { kind: 'end', outcome };
    if (outcome.why === 'breakpoint') return this.#breakpoint(target);
    if (outcome.why !== 'watchpoint') return undefined;
    return this.#history.runtime.machine.isBeforeAccess ? this.#access() : this.#systemCall();
  }

  #breakpoint(target: Target | undefined): StopReason | undefined {
    const { runtime } = this.#history;
    const rip = runtime.machine.getRegister('rip');
    for (const { id, address, condition } of this.breakpoints.values()) {
      if (address === rip && holds(condition, runtime)) return { kind: 'breakpoint', id, address };
    }
    return target?.address === rip && holds(target.condition, runtime) ? { kind: 'done' } : undefined;
  }

  /** The machine has stopped before an access: lets it happen, and says whether it counts. */
  #access(): StopReason | undefined {
    const { runtime, now } = this.#history;
    const { machine } = runtime;
    const by = machine.getRegister('rip');
    const { kind, address, size } = machine.fault;
    const writes = kind === Fault.WRITE;
    const reads = !writes || !ONLY_WRITES.test(instructionAt(runtime, by)?.form.mnemonic ?? '');
    const outcome = this.#history.run({ instruction: now + 1 });
    if (outcome.kind !== 'stopped') return this.#reasonOf(outcome, undefined);
    return this.#hit(by, writes ? 'write' : 'read', (one, isChanged) => {
      const isTouched = one.address < address + BigInt(size) && address < one.address + BigInt(one.size);
      return isTouched && { read: reads, write: writes, access: true, change: isChanged }[one.kind];
    });
  }

  /** A system call has written: that counts where it has changed something. */
  #systemCall(): StopReason | undefined {
    const by = this.#history.runtime.machine.getRegister('rip') - SYSCALL_LENGTH;
    return this.#hit(by, 'write', ({ kind }, isChanged) => isChanged && kind !== 'read');
  }

  #hit(
    by: bigint,
    access: 'read' | 'write',
    counts: (one: Watchpoint, isChanged: boolean) => boolean,
  ): StopReason | undefined {
    const { runtime } = this.#history;
    const known = new Map(this.#known);
    this.#look();
    for (const one of this.watchpoints.values()) {
      const before = known.get(one.id)!;
      const after = this.#known.get(one.id)!;
      const isChanged = after.some((byte, index) => byte !== before[index]);
      if (!counts(one, isChanged) || !holds(one.condition, runtime)) continue;
      return { kind: 'watchpoint', id: one.id, access, by, before, after };
    }
    return undefined;
  }

  #look(): void {
    const { machine } = this.#history.runtime;
    this.#known.clear();
    for (const { id, address, size } of this.watchpoints.values()) {
      this.#known.set(id, machine.read(Number(address), size));
    }
  }

  #registerValues(): readonly bigint[] {
    const { machine } = this.#history.runtime;
    return Array.from(this.registers.values(), ({ register }) => machine.getRegister(register));
  }

  #registerChange(by: bigint, values: readonly bigint[]): StopReason | undefined {
    const { runtime } = this.#history;
    for (const [index, { id, register, condition }] of [...this.registers.values()].entries()) {
      const before = values[index]!;
      const after = runtime.machine.getRegister(register);
      if (after !== before && holds(condition, runtime)) {
        return { kind: 'register', id, register, by, before, after };
      }
    }
    return undefined;
  }
}

function holds(condition: Condition | undefined, runtime: Runtime): boolean {
  return condition === undefined || condition(runtime);
}
