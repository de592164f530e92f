/** What stands beside and behind the lines: breakpoints, bytes, the next instruction, the last one. */

import { RangeSet, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  gutter,
  gutterLineClass,
  GutterMarker,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';

export interface Marks {
  /** Lines, from 1; 0 for none. */
  readonly now: number;
  readonly last: number;
  /** Lines with findings. */
  readonly wrong: ReadonlySet<number>;
  readonly bytes: ReadonlyMap<number, string>;
  readonly breakpoints: ReadonlySet<number>;
}

export const setMarks = StateEffect.define<Marks>();

const NO_MARKS: Marks = {
  now: 0,
  last: 0,
  wrong: new Set(),
  bytes: new Map(),
  breakpoints: new Set(),
};

const marks = StateField.define<Marks>({
  create: () => NO_MARKS,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    // what was assembled is of another text
    return transaction.docChanged ? { ...NO_MARKS, breakpoints: value.breakpoints } : value;
  },
});

const LINES: readonly (readonly ['now' | 'last', Decoration])[] = [
  ['now', Decoration.line({ class: 'cur', attributes: { 'aria-current': 'step' } })],
  ['last', Decoration.line({ class: 'last' })],
];

function decorations(state: EditorState): DecorationSet {
  const all = state.field(marks);
  const ranges = LINES.flatMap(([which, decoration]) => {
    const line = all[which];
    return line > 0 && line <= state.doc.lines ? [decoration.range(state.doc.line(line).from)] : [];
  });
  return RangeSet.of(ranges, true);
}

/** The gutters' part of the next instruction's bar. */
class Bar extends GutterMarker {
  override elementClass = 'cur';
}

const BAR = new Bar();

function bar(state: EditorState): RangeSet<GutterMarker> {
  const { now } = state.field(marks);
  return now > 0 && now <= state.doc.lines
    ? RangeSet.of([BAR.range(state.doc.line(now).from)])
    : RangeSet.empty;
}

class Dot extends GutterMarker {
  readonly #kind: 'set' | 'unset' | 'wrong';
  readonly #line: number;

  constructor(kind: 'set' | 'unset' | 'wrong', line: number) {
    super();
    this.#kind = kind;
    this.#line = line;
  }

  override eq(other: Dot): boolean {
    return other.#kind === this.#kind && other.#line === this.#line;
  }

  override toDOM(): Node {
    const dot = document.createElement('span');
    dot.className = this.#kind === 'wrong' ? 'oct' : `dot ${this.#kind}`;
    dot.title =
      this.#kind === 'wrong' ? `line ${this.#line} has a finding` : `breakpoint, line ${this.#line}`;
    if (this.#kind === 'wrong') dot.textContent = '!';
    return dot;
  }
}

class Bytes extends GutterMarker {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override eq(other: Bytes): boolean {
    return other.#text === this.#text;
  }

  override toDOM(): Node {
    return document.createTextNode(this.#text);
  }
}

/** As many as stand beside a line. */
const MOST_BYTES = 14;

function shortened(bytes: string): string {
  return bytes.length > MOST_BYTES ? `${bytes.slice(0, MOST_BYTES - 1).trimEnd()}…` : bytes;
}

export function markers(toggle: (line: number) => void): Extension {
  // the gutters' contents do not depend on where the program is
  const changed = (update: { startState: EditorState; state: EditorState }): boolean => {
    const [before, after] = [update.startState.field(marks), update.state.field(marks)];
    return (
      before.bytes !== after.bytes || before.breakpoints !== after.breakpoints || before.wrong !== after.wrong
    );
  };
  return [
    marks,
    EditorView.decorations.compute([marks], decorations),
    gutterLineClass.compute([marks], bar),
    gutter({
      class: 'cm-dots',
      lineMarker(view, block) {
        const line = view.state.doc.lineAt(block.from).number;
        const { breakpoints, bytes, wrong } = view.state.field(marks);
        if (breakpoints.has(line)) return new Dot('set', line);
        if (wrong.has(line)) return new Dot('wrong', line);
        return bytes.has(line) ? new Dot('unset', line) : null;
      },
      lineMarkerChange: changed,
      domEventHandlers: {
        mousedown(view, block) {
          toggle(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
    lineNumbers(),
    gutter({
      class: 'cm-bytes',
      lineMarker(view, block) {
        const bytes = view.state.field(marks).bytes.get(view.state.doc.lineAt(block.from).number);
        return bytes ? new Bytes(shortened(bytes)) : null;
      },
      lineMarkerChange: changed,
      initialSpacer: () => new Bytes('00 00 00 00 00'),
    }),
  ];
}
