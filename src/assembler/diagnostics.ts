/** What is wrong with a source, where, and how to say it. */

import type { Details } from './error.ts';
import { LIMITS } from './limits.ts';
import type { Source } from './source.ts';

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** 1-based, as `column`. */
  readonly line: number;
  readonly column: number;
  /** Characters at fault, at least 1. */
  readonly length: number;
  readonly message: string;
  /** What would have been accepted. */
  readonly expected?: readonly string[];
  /** The name that may have been meant. */
  readonly suggestion?: string;
  /** The line; in a macro's expansion, with its arguments filled in. */
  readonly source: string;
  /** How the assembler came here: macros expanded, files included, innermost first. */
  readonly notes?: readonly string[];
}

/** A source that does not assemble, with everything that is wrong with it. */
export class AssemblyError extends Error {
  override name = 'AssemblyError';
  readonly diagnostics: readonly Diagnostic[];
  /** Errors beyond those listed. */
  readonly more: number;
  constructor(diagnostics: readonly Diagnostic[], more = 0) {
    const rest = more > 0 ? `\nand ${more} more error${more > 1 ? 's' : ''}` : '';
    super(diagnostics.map(formatDiagnostic).join('\n') + rest);
    this.diagnostics = diagnostics;
    this.more = more;
  }
}

/** Collects what the run finds. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  errors = 0;
  private readonly warn: ((diagnostic: Diagnostic) => void) | undefined;

  constructor(warn?: (diagnostic: Diagnostic) => void) {
    this.warn = warn;
  }

  error(source: Source, at: number, message: string, length = 1, details: Details = {}): void {
    this.errors++;
    if (this.diagnostics.length >= LIMITS.diagnostics) return;
    this.diagnostics.push(locate('error', source, at, length, message, details));
  }

  warning(source: Source, at: number, message: string): void {
    this.warn?.(locate('warning', source, at, 1, message, {}));
  }

  throwIfAny(): void {
    if (this.errors > 0)
      throw new AssemblyError(inOrder(this.diagnostics), this.errors - this.diagnostics.length);
  }
}

/** By line within each file: some errors come to light only when the whole source has been read. */
function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const ranks = new Map<string, number>();
  for (const { file } of diagnostics) if (!ranks.has(file)) ranks.set(file, ranks.size);
  const rank = ({ file }: Diagnostic): number => ranks.get(file) ?? 0;
  return [...diagnostics].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}

function locate(
  severity: Diagnostic['severity'],
  source: Source,
  at: number,
  length: number,
  message: string,
  { expected, suggestion }: Details,
): Diagnostic {
  const { line, column, text } = source.place(at);
  const notes = source.notes();
  return {
    severity,
    file: source.name,
    line,
    column,
    length: Math.max(1, Math.min(length, text.length - column + 1)),
    message,
    ...(expected && expected.length > 0 ? { expected } : {}),
    ...(suggestion === undefined ? {} : { suggestion }),
    source: text,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** Characters of a line that are shown around the fault. */
const SHOWN = 160;

/**
 * One diagnostic as text, a caret under the fault:
 *
 *   demo.s:12:9: error: unknown mnemonic 'movv'
 *      12 |         movv rax, 1
 *         |         ^^^^
 *         = did you mean 'mov'?
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, file, line, column, message } = diagnostic;
  const start = diagnostic.source.length > SHOWN ? Math.max(0, column - 1 - SHOWN / 2) : 0;
  const source = diagnostic.source.slice(start, start + SHOWN);
  const lead = source.slice(0, column - 1 - start).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(diagnostic.length, source.length - lead.length)));
  const lines = [
    `${file}:${line}:${column}: ${severity}: ${message}`,
    `${String(line).padStart(5)} | ${source}`,
    `      | ${lead}${carets}`,
  ];
  if (diagnostic.suggestion !== undefined) lines.push(`      = did you mean '${diagnostic.suggestion}'?`);
  for (const form of diagnostic.expected ?? []) lines.push(`      = expected: ${form}`);
  for (const note of diagnostic.notes ?? []) lines.push(`      = ${note}`);
  return lines.join('\n');
}
