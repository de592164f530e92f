/** A random program as a tree, from which parts can be taken, and as assembly, which is right whatever was taken. */

import { CF } from './flags.ts';

/** An instruction, behind others that make it ready. */
export interface Step {
  readonly kind: 'step';
  readonly lines: readonly string[];
  /** The flags that it reads. */
  readonly reads: number;
  /** Which flags are undefined behind it. */
  readonly undefinedAfter: (before: number) => number;
  /** By how many bytes it moves rsp down. */
  readonly pushes: number;
}

/** How a jump or a call names its target. */
export type Way = 'direct' | 'register' | 'memory';

/** `if`: a jump to one of two bodies, of which either may be empty. */
export interface Branch {
  readonly kind: 'branch';
  readonly jump: string;
  /** Where it only reaches 128 bytes. */
  readonly isShort: boolean;
  readonly reads: number;
  readonly taken: Body;
  readonly fallen: Body;
  /** How the body that was fallen into jumps over the other. */
  readonly way: Way;
}

export interface Loop {
  readonly kind: 'loop';
  /** At least 1. */
  readonly count: number;
  readonly counter: 'r14' | 'r15';
  readonly end: 'sub' | 'dec' | 'loop';
  readonly body: Body;
}

export interface Call {
  readonly kind: 'call';
  readonly way: Way;
  /** What `ret` takes from the stack beside its address. */
  readonly arguments: number;
  readonly body: Body;
}

export type Node = Step | Branch | Loop | Call;
export type Body = readonly Node[];

/** What indirect jumps and calls are taken through; programs leave it alone otherwise. */
const SLOT = 'QWORD PTR [rip+data+0x40]';
/** Defines every flag. */
const SETTLE = 'cmp ebx, ecx';

class Renderer {
  lines: string[] = [];
  readonly functions: string[] = [];
  #undefined = 0;
  #pushed = 0;
  #labels = 0;

  #label(): string {
    this.#labels += 1;
    return `l${this.#labels}`;
  }

  settle(flags: number): void {
    if ((this.#undefined & flags) === 0) return;
    this.lines.push(SETTLE);
    this.#undefined = 0;
  }

  /** Leaves rsp where it was. */
  body(nodes: Body): void {
    const before = this.#pushed;
    for (const node of nodes) this.#node(node);
    if (this.#pushed !== before) this.lines.push(`lea rsp, [rsp+${this.#pushed - before}]`);
    this.#pushed = before;
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'step':
        return this.#step(node);
      case 'branch':
        return this.#branch(node);
      case 'loop':
        return this.#loop(node);
      case 'call':
        return this.#call(node);
    }
  }

  #step({ lines, reads, undefinedAfter, pushes }: Step): void {
    this.settle(reads);
    // nothing pops the address that a function returns to
    if (this.#pushed + pushes < 0) {
      this.lines.push('lea rsp, [rsp-16]');
      this.#pushed += 16;
    }
    this.lines.push(...lines);
    this.#pushed += pushes;
    this.#undefined = undefinedAfter(this.#undefined);
  }

  #transfer(mnemonic: 'jmp' | 'call', way: Way, target: string): void {
    if (way === 'direct') this.lines.push(`${mnemonic} ${target}`);
    else this.lines.push(`lea r8, [rip+${target}]`);
    if (way === 'register') this.lines.push(`${mnemonic} r8`);
    if (way === 'memory') this.lines.push(`mov ${SLOT}, r8`, `${mnemonic} ${SLOT}`);
  }

  #branch({ jump, isShort, reads, taken, fallen, way }: Branch): void {
    const target = this.#label();
    const end = this.#label();
    this.settle(reads);
    this.#jump(jump, isShort, target);
    const atJump = this.#undefined;
    this.body(fallen);
    const behindFallen = this.#undefined;
    this.#undefined = atJump;
    if (taken.length > 0) this.#transfer('jmp', way, end);
    this.lines.push(`${target}:`);
    this.body(taken);
    this.lines.push(`${end}:`);
    this.#undefined |= behindFallen;
  }

  #jump(jump: string, isShort: boolean, target: string): void {
    if (!isShort) {
      this.lines.push(`${jump} ${target}`);
      return;
    }
    const near = this.#label();
    const next = this.#label();
    this.lines.push(`${jump} ${near}`, `jmp ${next}`, `${near}:`, `jmp ${target}`, `${next}:`);
  }

  #loop({ count, counter, end, body }: Loop): void {
    const head = this.#label();
    this.settle(-1);
    this.lines.push(`mov ${counter}d, ${count}`, `${head}:`);
    this.body(body);
    // the head begins with every flag defined
    if (end === 'loop' && this.#undefined === 0) {
      this.lines.push(`mov rcx, ${counter}`, `lea ${counter}, [${counter}-1]`);
      this.#jump('loop', true, head);
      return;
    }
    const keepsCarry = end === 'dec' && (this.#undefined & CF) === 0;
    this.lines.push(keepsCarry ? `dec ${counter}` : `sub ${counter}, 1`, `jne ${head}`);
    this.#undefined = 0;
  }

  #call({ way, arguments: size, body }: Call): void {
    const target = this.#label();
    if (size > 0) this.lines.push(`lea rsp, [rsp-${size}]`);
    this.#transfer('call', way, target);
    const [caller, pushed] = [this.lines, this.#pushed];
    this.lines = [`${target}:`];
    this.#pushed = 0;
    this.body(body);
    this.lines.push(size > 0 ? `ret ${size}` : 'ret');
    this.functions.push(...this.lines);
    this.lines = caller;
    this.#pushed = pushed;
  }
}

/** The program as text; it ends behind its last line, with every flag defined. */
export function render(program: Body): readonly string[] {
  const renderer = new Renderer();
  renderer.body(program);
  renderer.settle(-1);
  const { lines, functions } = renderer;
  return functions.length === 0 ? lines : [...lines, 'jmp end', ...functions, 'end:'];
}
