/** Where code is, as the page says it. */

import type { NamedAddress, SourceLine } from '../../scope/index.ts';

/** `demo.s, line 29`, or the label where nobody knows the line. */
export function formatPlaceOf({ name }: NamedAddress, line: SourceLine | null): string {
  return line ? `${line.file}, line ${line.line}` : name;
}
