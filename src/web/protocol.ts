/** What the page asks of the worker, which has the machine, and what it answers: plain data, each answer of one moment. */

import type { Diagnostic } from '../assembler/index.ts';
import type { ContextField, StackMode, State } from '../runtime/index.ts';
import type {
  CodeAddress,
  Explanation,
  FaultReport,
  Finding,
  PrintedLine,
  Registers,
  StepReport,
  ThreadName,
  ThreadStack,
  Transfer,
  Waiting,
} from '../scope/index.ts';

/** A source, or an object or executable. */
export type ProgramInput =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly bytes: Uint8Array };

export interface Settings {
  /** Slots, the base thread's included. */
  readonly maxThreads: number;
  /** Of each thread but the base one, in bytes. */
  readonly stackSize: number;
  /** How stacks come to their memory. Default: all of it is there from the beginning. */
  readonly stack?: StackMode;
  /** Who runs when a thread gives way. Default: the book's round robin. */
  readonly policy?: PolicyName;
  /** Of the random policy. */
  readonly seed?: number;
  /** Instructions after which a thread is interrupted; null for as many as it takes. */
  readonly quantum?: number | null;
  /** Of the manual policy: by the number of switches before, whom somebody has chosen. */
  readonly choices?: Readonly<Record<number, number>>;
}

export const POLICIES = ['round-robin', 'fifo', 'priority', 'random', 'manual'] as const;
export type PolicyName = (typeof POLICIES)[number];

/** Where the code of a line of a file lies. */
export interface CodeLine {
  readonly line: number;
  readonly address: number;
  /** In hexadecimal, a blank between them. */
  readonly bytes: string;
}

export interface SourceFile {
  readonly name: string;
  /** What to show where nobody has the source: the disassembly. */
  readonly text: string | null;
  readonly lines: readonly CodeLine[];
}

/** One thing that is wrong with a program; line 0 where no line is at fault. */
export interface Problem extends Pick<
  Diagnostic,
  'file' | 'line' | 'column' | 'length' | 'message' | 'severity'
> {
  /** What to do. */
  readonly hints: readonly string[];
}

export interface Loaded {
  readonly ok: true;
  readonly files: readonly SourceFile[];
  readonly hasThreads: boolean;
}

export interface Refused {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** Before the instruction at a label is executed, or so many instructions later; from the run's beginning. */
export interface LabelPlace {
  readonly label: string;
  /** Which time it is come to. Default: the first. */
  readonly visit?: number;
  readonly plus?: number;
}

export type Direction =
  | LabelPlace
  | { readonly instruction: number }
  | { readonly step: number }
  | { readonly switch: 'next' | 'previous' | number }
  /** Over what the next instruction calls. */
  | 'next'
  /** To the next breakpoint or the end. */
  | 'on'
  /** To the breakpoint before. */
  | 'back'
  | 'end'
  /** To `main`, where the program has one. */
  | 'main';

export interface ThreadView extends ThreadName {
  readonly state: State;
  /** What memory holds of its context, whoever's registers are live. */
  readonly context: Readonly<Record<ContextField, bigint>>;
  readonly contextAddress: bigint;
  readonly resume: CodeAddress | null;
  /** What it waits for, in words; null when it does not. */
  readonly wait: string | null;
  readonly stack: ThreadStack;
  /** By slot, what the value points to. */
  readonly names: readonly (string | null)[];
  /** Whether its registers are in the machine: until rsp is loaded those of the thread that is left. */
  readonly isLive: boolean;
}

/** Why a program goes no further. */
export type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'fault'; readonly report: FaultReport }
  /** Everybody waits, and nothing is going to happen. */
  | { readonly kind: 'deadlock'; readonly threads: readonly Waiting[] };

/** All that the page shows of one moment. */
export interface View {
  /** Instructions retired. */
  readonly at: number;
  /** The virtual clock, in nanoseconds. */
  readonly time: number;
  /** Decided so far. */
  readonly switches: number;
  readonly current: ThreadName;
  /** Who runs when the current thread gives way. */
  readonly next: ThreadName | null;
  /** Whom somebody may choose to run next; empty where nobody is asked. */
  readonly choices: readonly ThreadName[];
  readonly rip: CodeAddress;
  readonly registers: Registers;
  readonly disassembly: string | null;
  readonly explanation: Explanation | null;
  /** The last instruction; null at the beginning. */
  readonly step: StepReport | null;
  /** The latest switch from its decision to its `ret`; null when it is over. */
  readonly transfer: Transfer | null;
  /** Whose contexts matter most now: who was left or runs, and who came or comes next. */
  readonly pair: readonly number[];
  /** Those that were asked for, by id. */
  readonly threads: readonly ThreadView[];
  /** How many slots there are of each state. */
  readonly states: Readonly<Record<State, number>>;
  readonly ending: Ending | null;
  /** The breakpoint that held it up. */
  readonly breakpoint: CodeAddress | null;
}

/** A part of the run, and which lanes of it. */
export interface LanesQuery {
  readonly begin: number;
  readonly end: number;
  /** Pixels. */
  readonly columns: number;
  readonly first: number;
  readonly count: number;
}

/** What a lane tells apart. */
export const LANE_STATES = ['Ready', 'Running', 'waiting'] as const;

/** Either every span, or how busy each column is. */
export interface LaneView {
  readonly thread: number;
  readonly name: string;
  /** Begin, end and `LANE_STATES`' index of the state, one after another. */
  readonly spans: Float64Array | null;
  /** A column each: quarters of it that the thread ran, and 8 more where it was Ready, 16 where it waited. */
  readonly columns: Uint8Array | null;
}

export interface SwitchMark {
  readonly number: number;
  readonly began: number;
  /** Null where it has not been followed to its end. */
  readonly ended: number | null;
  readonly from: number;
  readonly to: number;
}

export interface LanesView extends LanesQuery {
  /** Of all lanes there are. */
  readonly lanes: readonly LaneView[];
  readonly total: number;
  /** Those in the window; null when there are too many to be told apart. */
  readonly switches: readonly SwitchMark[] | null;
  readonly printed: readonly PrintedLine[];
}

/** How far the run is known. */
export interface Recorded {
  readonly end: number;
  readonly switches: number;
  readonly threads: number;
  /** Whether nothing more is to come. */
  readonly done: boolean;
  /** Why it ended, or why it is known no further. */
  readonly how: string;
  readonly isOver: boolean;
  readonly outputSize: number;
  /** The first lines of what was printed. */
  readonly printed: readonly PrintedLine[];
  readonly printedTotal: number;
}

export interface Found {
  readonly findings: readonly Finding[];
  /** Instructions that have been watched. */
  readonly checked: number;
  readonly done: boolean;
  /** Whether there is more of the run to be watched. */
  readonly goesOn: boolean;
  /** Why nothing was watched; null when it was. */
  readonly unchecked: string | null;
}

export interface ThreadRow extends ThreadName {
  readonly state: State;
  readonly rsp: bigint;
  readonly at: string;
}

export interface Word {
  readonly label: string;
  readonly kind: 'mnemonic' | 'register' | 'directive';
  /** In one line. */
  readonly info: string;
}

/** By name, what is asked and what is answered. */
export interface Calls {
  readonly load: { ask: { program: ProgramInput; settings: Settings }; answer: Loaded | Refused };
  /** Whether a source assembles. */
  readonly check: { ask: { name: string; text: string }; answer: readonly Problem[] };
  readonly go: { ask: { to: Direction; shown: readonly number[] }; answer: View };
  /** What a moment shows, without going there. */
  readonly peek: { ask: { to: Direction; shown: readonly number[] }; answer: View };
  readonly lanes: { ask: LanesQuery; answer: LanesView };
  readonly threads: { ask: { first: number; count: number }; answer: readonly ThreadRow[] };
  /** Addresses. */
  readonly breakpoints: { ask: { addresses: readonly number[] }; answer: null };
  /** Records the run further. */
  readonly further: { ask: null; answer: null };
  /** Watches more of it. */
  readonly checkFurther: { ask: null; answer: null };
  readonly words: { ask: null; answer: readonly Word[] };
  readonly trace: { ask: { title: string }; answer: Blob };
  readonly picture: { ask: { title: string }; answer: string };
}

export type CallName = keyof Calls;

export type ToWorker =
  | {
      [Name in CallName]: { readonly id: number; readonly name: Name; readonly ask: Calls[Name]['ask'] };
    }[CallName]
  | { readonly cancel: number };

export type FromWorker =
  /** It listens from now on. */
  | { readonly news: 'ready' }
  | { readonly id: number; readonly answer: Calls[CallName]['answer'] }
  /** `gone`: it was cancelled. Otherwise a defect of ours, in words. */
  | { readonly id: number; readonly failed: string; readonly gone: boolean }
  | { readonly news: 'recorded'; readonly recorded: Recorded }
  | { readonly news: 'found'; readonly found: Found };
