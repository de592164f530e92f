/** One run of a submission in a program of ours, which the host watches, leads and judges from outside. */

import { PROGRAM_BASE } from '../../asm/abi.ts';
import { assemble } from '../assembler/index.ts';
import { link } from '../elf/link.ts';
import type { ObjectFile } from '../elf/object.ts';
import { GENERAL_REGISTERS, XMM_REGISTERS, type Machine, type RegisterName } from '../machine/index.ts';
import { Runtime, type Outcome } from '../runtime/index.ts';
import { Checker, faultReport, type Finding } from '../scope/index.ts';
import type { Exercise } from './exercise.ts';
import type { Marks } from './marks.ts';
import type { Random } from './random.ts';

/** A trial cannot go on: the message says why. */
export class TrialEnded extends Error {
  override name = 'TrialEnded';
  readonly line: number | null;

  constructor(message: string, line: number | null) {
    super(message);
    this.line = line;
  }
}

/** Instructions of one trial. */
const MOST_INSTRUCTIONS = 300_000;
/** Bytes that a trial may write. */
const MOST_OUTPUT = 1 << 16;
/** Nothing of a program may lie above. */
const LIMIT = 256 << 20;

/** The name of our half of the program: that of a folder, which no submission has. */
const OURS = 'probe/';

export class Trial {
  readonly random: Random;
  readonly #exercise: Exercise;
  readonly #submission: ObjectFile;
  readonly #marks: Marks;
  #runtime: Runtime | undefined;
  /** Made when the first instruction is executed: what the host has set up by then is taken as given. */
  #checker: Checker | undefined;
  readonly #labels = new Map<string, number>();
  #written = 0;
  #seen = 0;

  constructor(exercise: Exercise, submission: ObjectFile, marks: Marks, random: Random) {
    this.#exercise = exercise;
    this.#submission = submission;
    this.#marks = marks;
    this.random = random;
  }

  /**
   * Links a program of ours, in Intel syntax, with the submission. It begins at its `_start`, and nothing runs yet.
   *
   * @throws LinkError when the submission needs what is not there.
   */
  load(source: string): void {
    const ours = assemble(`.intel_syntax noprefix\n.globl _start\n${source}`, { name: OURS });
    const image = link([ours, this.#submission], { base: PROGRAM_BASE, entry: '_start', limit: LIMIT });
    this.#checker = undefined;
    this.#seen = 0;
    this.#labels.clear();
    for (const { file, name, address } of image.symbols) {
      if (file === OURS) this.#labels.set(name, Number(address));
    }
    this.#runtime = new Runtime(image, {
      maxThreads: 1,
      onWrite: (_, bytes) => {
        this.#written += bytes.length;
      },
    });
  }

  /** To be used after `load`, as all that follows. */
  get machine(): Machine {
    return this.#runtime!.machine;
  }

  /** Of a label of our program, whatever names the submission has. */
  address(label: string): number {
    return this.#labels.get(label)!;
  }

  /** Of the routine asked for. */
  get submitted(): bigint {
    return this.#runtime!.process.symbols.get(this.#exercise.label);
  }

  get(register: RegisterName): bigint {
    return this.machine.getRegister(register);
  }

  set(register: RegisterName, value: number | bigint): void {
    this.machine.setRegister(register, BigInt(value));
  }

  /** Fills all registers but rsp with garbage. */
  poison(): void {
    for (const name of GENERAL_REGISTERS) if (name !== 'rsp') this.set(name, this.random.bits(64));
    for (const name of XMM_REGISTERS) this.set(name, this.random.bits(128));
  }

  /**
   * Runs on until one of these labels of ours is next, and returns it.
   *
   * @throws TrialEnded when that does not happen.
   */
  go(...labels: readonly string[]): string {
    const runtime = this.#runtime!;
    const checker = (this.#checker ??= new Checker(runtime));
    const stops = new Map(labels.map((label) => [BigInt(this.address(label)), label]));
    for (;;) {
      const outcome = checker.run({ maxInstructions: 1 });
      if (checker.findings.length > this.#seen) this.#take(checker.findings.slice(this.#seen));
      if (outcome.kind !== 'limit') throw this.#over(outcome);
      const stop = stops.get(runtime.machine.getRegister('rip'));
      if (stop !== undefined) return stop;
      if (runtime.instructions >= MOST_INSTRUCTIONS)
        throw this.ended(
          `it has not come to an end after ${MOST_INSTRUCTIONS.toLocaleString('en-US')} instructions: a loop that never ends, or a jump astray`,
        );
      if (this.#written > MOST_OUTPUT)
        throw this.ended(`it has written more than ${MOST_OUTPUT >> 10} KiB, which nobody has asked for`);
    }
  }

  /** What ends the trial, with the line where it is, if that is one of the submission's. */
  ended(message: string, at = this.get('rip')): TrialEnded {
    return new TrialEnded(message, this.#lineAt(at) ?? this.#labelLine());
  }

  /** A property does not hold. What the checks have said of it is said first. */
  fail(property: string, message: string): void {
    this.#marks.fail(property, message, this.#labelLine());
  }

  #take(findings: readonly Finding[]): void {
    this.#seen += findings.length;
    for (const finding of findings) {
      const property = this.#exercise.propertyOf(finding);
      const lines = [finding.at, finding.cause].map(
        (moment) => moment && this.#lineAt(moment.address.address),
      );
      const line = lines[0] ?? lines[1] ?? this.#labelLine();
      if (property !== undefined) this.#marks.fail(property, finding.message, line);
    }
  }

  /** What the checks have found last explains a fault best. */
  #over(outcome: Outcome): TrialEnded {
    switch (outcome.kind) {
      case 'exit':
        return this.ended(`it has ended the program, with status ${outcome.status}`, this.get('rip') - 1n);
      case 'halt':
        return this.ended('it has executed hlt, which no program may', this.get('rip') - 1n);
      case 'fault':
        return this.ended(
          this.#checker!.findings.at(-1)?.message ?? faultReport(this.#runtime!, outcome).title,
        );
      default:
        return this.ended('it has stopped');
    }
  }

  /** Of the submission; null for code of ours, and where an object has none. */
  #lineAt(address: bigint): number | null {
    const { symbols } = this.#runtime!.process;
    const isTheirs = symbols.sectionOf(address)?.file === this.#submission.name;
    return (isTheirs && symbols.lineOf(address)?.line) || null;
  }

  #labelLine(): number | null {
    return this.#lineAt(this.submitted);
  }
}
