/** How a thread's context stands to the switch that is under way: what each cell of its column says. */

import type { FieldTransfer, Moved } from '../../scope/index.ts';
import { CONTEXT_FIELDS, type ContextField } from '../../runtime/threads/thread.ts';
import type { ThreadView, View } from '../protocol.ts';

export type CellState =
  /** Moved already, just now, or still to be. */
  | 'done'
  | 'now'
  | 'todo'
  /** This switch leaves it alone. */
  | 'kept'
  /** No switch is under way. */
  | 'idle'
  /** The thread's registers are in the machine: what memory holds is from its last switch. */
  | 'stale';

export interface Cell {
  readonly field: ContextField;
  readonly value: bigint;
  readonly state: CellState;
  readonly word: string;
  /** Whether the live register holds something else, where that says something. */
  readonly differs: boolean;
}

export type Role = 'from' | 'to' | null;

export function roleOf({ transfer }: View, id: number): Role {
  if (transfer?.from.id === id) return 'from';
  return transfer?.to.id === id ? 'to' : null;
}

/** Which register a field is loaded into. */
export const registerOf = (field: ContextField): Exclude<ContextField, 'thread_ptr'> | 'rdi' =>
  field === 'thread_ptr' ? 'rdi' : field;

export function cellsOf(view: View, thread: ThreadView): Cell[] {
  const role = roleOf(view, thread.id);
  const isOver = view.transfer !== null && view.at >= view.transfer.ended;
  return CONTEXT_FIELDS.map((field): Cell => {
    const value = thread.context[field];
    const differs = view.registers[registerOf(field)] !== value;
    if (role === null) {
      const isStale = thread.state === 'Running' && view.transfer === null;
      return { field, value, state: isStale ? 'stale' : 'idle', word: '', differs: differs && !isStale };
    }
    const moved = view.transfer!.fields.find((one) => one.field === field)!;
    const state = stateOf(role === 'from' ? moved.saved : moved.loaded, view.at, isOver);
    const word = WORDS[role][state](field, moved);
    const shown = differs && (state === 'todo' || role === 'to') && state !== 'done';
    return { field, value, state, word, differs: shown };
  });
}

function stateOf(move: Moved | null, at: number, isOver: boolean): CellState {
  if (!move) return 'kept';
  if (move.instruction === at && !isOver) return 'now';
  return move.instruction <= at ? 'done' : 'todo';
}

type Words = Readonly<Record<CellState, (field: ContextField, moved: FieldTransfer) => string>>;

const none = (): string => '';

const WORDS: Readonly<Record<'from' | 'to', Words>> = {
  from: {
    done: () => 'saved',
    now: () => 'saved now',
    todo: () => 'to come',
    kept: (field) => (field === 'thread_ptr' ? 'thread_ptr' : 'not saved'),
    idle: none,
    stale: none,
  },
  to: {
    done: () => 'loaded',
    now: () => 'loaded now',
    todo: none,
    kept: () => 'not loaded',
    idle: none,
    stale: none,
  },
};

/** How many of a column's cells have been moved, and how many will have been. */
export function progress(
  { transfer, at }: View,
  role: 'from' | 'to',
): { readonly done: number; readonly of: number } {
  const moves = (transfer?.fields ?? []).flatMap(
    ({ saved, loaded }) => (role === 'from' ? saved : loaded) ?? [],
  );
  return { done: moves.filter(({ instruction }) => instruction <= at).length, of: moves.length };
}

/** The row in which something has just been moved, and which way. */
export function moveNow(view: View): { readonly field: ContextField; readonly kind: 'save' | 'load' } | null {
  const { transfer, at } = view;
  if (!transfer) return null;
  for (const { field, saved, loaded } of transfer.fields) {
    if (saved?.instruction === at) return { field, kind: 'save' };
    if (loaded?.instruction === at) return { field, kind: 'load' };
  }
  return null;
}
