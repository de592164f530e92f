/** Wavy lines under what is wrong. */

import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { Problem } from '../protocol.ts';

export function underline(view: EditorView, name: string, problems: readonly Problem[]): void {
  const { state } = view;
  const here = problems.filter(({ file, line }) => file === name && line > 0 && line <= state.doc.lines);
  const diagnostics = here.map(({ line, column, length, message, hints, severity }): Diagnostic => {
    const { from, to } = state.doc.line(line);
    const start = Math.min(from + column - 1, to);
    const end = Math.min(Math.max(start + length, start + 1), Math.max(to, start));
    return { from: start, to: end, severity, message: [message, ...hints].join('. ') };
  });
  view.dispatch(setDiagnostics(state, diagnostics));
}
