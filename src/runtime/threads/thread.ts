/** A thread and its context as someone outside looks at them: views, read when asked. */

import { CONTEXT_SIZE, THREAD_ARGUMENT } from '../../../asm/abi.ts';
import { nameOfTask, taskOf, type Process } from '../process.ts';
import { heldBy, stackOf, usedBefore } from '../stacks/stack-parts.ts';
import { lowestUse } from '../stacks/stack.ts';
import { State } from './thread-table.ts';

/** The fields of a ThreadContext, in the order in which `switch` saves them. */
export const CONTEXT_FIELDS = ['rsp', 'r15', 'r14', 'r13', 'r12', 'rbx', 'rbp', 'thread_ptr'] as const;
export type ContextField = (typeof CONTEXT_FIELDS)[number];

/**
 * The registers that `switch` saved for a thread, in guest memory; each is read when asked for. Those of the
 * running thread are in the machine, and what stands here is from its last switch.
 */
export class ThreadContext {
  /** The guest address of the 64 bytes. */
  readonly address: bigint;
  readonly #process: Process;

  /** @internal */
  constructor(process: Process, address: number) {
    this.#process = process;
    this.address = BigInt(address);
  }

  get rsp(): bigint {
    return this.#field('rsp');
  }
  get r15(): bigint {
    return this.#field('r15');
  }
  get r14(): bigint {
    return this.#field('r14');
  }
  get r13(): bigint {
    return this.#field('r13');
  }
  get r12(): bigint {
    return this.#field('r12');
  }
  get rbx(): bigint {
    return this.#field('rbx');
  }
  get rbp(): bigint {
    return this.#field('rbp');
  }
  /** The guest address of the Thread itself, which `switch` hands to `call` in rdi. */
  get thread_ptr(): bigint {
    return this.#field('thread_ptr');
  }

  /** A copy of the 64 bytes. */
  get bytes(): Uint8Array {
    return this.#process.machine.read(Number(this.address), CONTEXT_SIZE);
  }

  #field(name: ContextField): bigint {
    return this.#process.machine.readU64(Number(this.address) + CONTEXT_FIELDS.indexOf(name) * 8);
  }
}

/** A thread's stack; if it is in segments, base, top and lowest are the last one's. Guest addresses; sizes in bytes. */
export interface Stack {
  /** The lowest address; the guard page lies below it. */
  readonly base: bigint;
  readonly size: number;
  /** The address above the highest. */
  readonly top: bigint;
  /** The lowest address whose 8 bytes are not zero; its top when all are. */
  readonly lowest: bigint;
  /** How deep the stack has been: from the lowest bytes that are not zero up to the top. */
  readonly highWater: number;
  /** Bytes of memory that it keeps from others: what is committed; all segments. */
  readonly held: number;
}

/** A slot of the runtime, with the thread that is in it now. */
export class Thread {
  /** The slot; 0 is the base thread. */
  readonly id: number;
  readonly ctx: ThreadContext;
  readonly #process: Process;

  /** @internal */
  constructor(process: Process, id: number) {
    this.#process = process;
    this.id = id;
    this.ctx = new ThreadContext(process, process.layout.record(id));
  }

  get state(): State {
    const { threads, waits } = this.#process;
    const state = threads.state(this.id);
    return state === State.Blocked && waits.get(this.id)?.kind === 'sleep' ? State.Sleeping : state;
  }

  /** The label of its task; `main` for the base thread (`base` without the runtime), empty if it never had one. */
  get name(): string {
    return nameOfTask(this.#process, this.id, this.task);
  }

  /** The guest address of the function that the thread runs; 0 if it never had one. */
  get task(): bigint {
    return taskOf(this.#process, this.id);
  }

  /** What the function is called with, in rdi. */
  get argument(): bigint {
    return this.#process.machine.readU64(Number(this.ctx.address) + THREAD_ARGUMENT);
  }

  get stack(): Stack {
    const process = this.#process;
    const range = stackOf(process, this.id);
    const { id } = this;
    return {
      base: BigInt(range.base),
      size: range.size,
      top: BigInt(range.top),
      get lowest(): bigint {
        return BigInt(lowestUse(process, range));
      },
      get highWater(): number {
        return range.top - lowestUse(process, range) + usedBefore(process, id);
      },
      get held(): number {
        return heldBy(process, id);
      },
    };
  }
}
