/** What the page asks of the worker that grades, and what it answers. */

import type { Property } from '../../grade/exercise.ts';
import type { Verdict } from '../../grade/grade.ts';

/** An exercise, without how it is graded. */
export interface Task {
  readonly name: string;
  /** The routine asked for. */
  readonly label: string;
  readonly summary: string;
  readonly wish: string;
  readonly properties: readonly Property[];
}

export type ToGrader =
  | { readonly kind: 'list' }
  | { readonly kind: 'grade'; readonly exercise: string; readonly bytes: Uint8Array; readonly file: string };

export type FromGrader =
  /** It listens from now on. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'list'; readonly exercises: readonly Task[] }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** A defect of ours, in words. */
  | { readonly kind: 'failed'; readonly message: string };
