/** What a lesson is: steps beside a live machine. What is right is worked out from what the machine shows. */

import type { ContextField } from '../../runtime/index.ts';
import type { Finding, PrintedLine, Registers } from '../../scope/index.ts';
import type { LabelPlace, Settings, View } from '../protocol.ts';

/** A moment of the run; the same each time. */
export type Place =
  | { readonly instruction: number }
  | { readonly switch: number }
  | LabelPlace
  | 'end'
  /** Where the first thing went wrong. */
  | 'finding';

/** Something on the page that a step is about. */
export type Sight =
  /** The live value. */
  | { readonly register: keyof Registers }
  | { readonly thread: number; readonly field: ContextField }
  /** The slot so many bytes below the top of the thread's stack. */
  | { readonly thread: number; readonly below: number }
  /** The slot so many bytes above the thread's rsp. */
  | { readonly thread: number; readonly above: number }
  /** The thread's column as a whole. */
  | { readonly thread: number; readonly part: 'head' | 'stack' | 'lane' }
  | { readonly part: Part };

export type Part = 'line' | 'next' | 'last' | 'phase' | 'output' | 'timeline' | 'finding';

/** What answers are worked out from. */
export interface Evidence {
  /** The moment of the question. */
  readonly before: View;
  /** The one that has been looked at. */
  readonly after: View;
  /** All lines of the run. */
  readonly printed: readonly PrintedLine[];
  readonly findings: readonly Finding[];
}

/** What the page tells: the next instruction in words; what is printed later; who runs later; what lies on stacks. */
export type Veil = 'next' | 'printed' | 'timeline' | 'slots';

export interface Choice {
  readonly text: string;
  /** Whether it is the answer. */
  readonly is: (evidence: Evidence) => boolean;
}

/** "Predict, then look." In texts, `code` stands between backticks. */
export interface Question {
  readonly question: string;
  /** Exactly one of them is right. */
  readonly choices: readonly Choice[];
  /** What would answer it, and is veiled until then. Default: the sentence about the next instruction. */
  readonly veils?: readonly Veil[];
  /** Where it is seen. */
  readonly look: Place;
  /** What to look at then. */
  readonly seen: string;
  readonly see: readonly Sight[];
  /** Why it is so. */
  readonly explain: string;
}

export interface Step {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  /** Where it is not the lesson's. */
  readonly program?: string;
  readonly settings?: Partial<Settings>;
  readonly at: Place;
  readonly see?: readonly Sight[];
  readonly ask?: Question;
}

export interface Lesson {
  /** In links, and for what the browser remembers. */
  readonly id: string;
  readonly title: string;
  /** What one can do or say after it, in a line. */
  readonly about: string;
  /** One of those that come with the page. */
  readonly program: string;
  readonly settings?: Partial<Settings>;
  readonly steps: readonly Step[];
}
