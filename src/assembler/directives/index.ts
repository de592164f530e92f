/** All directives by name. A directive that is missing here is one line in one of these tables. */

import { conditionDirectives } from './conditions.ts';
import { dataDirectives } from './data.ts';
import { debugDirectives } from './debug.ts';
import { inputDirectives } from './input.ts';
import type { Handler, Handlers } from './handler.ts';
import { layoutDirectives } from './layout.ts';
import { macroDirectives } from './macros.ts';
import { sectionDirectives } from './sections.ts';
import { symbolDirectives } from './symbols.ts';

function table(...groups: readonly Handlers[]): ReadonlyMap<string, Handler> {
  return new Map(groups.flatMap((group) => Object.entries(group)));
}

/** Those that are read even where an `.if` has switched statements off. */
export const CONDITIONAL = table(conditionDirectives);

export const DIRECTIVES = table(
  conditionDirectives,
  dataDirectives,
  debugDirectives,
  inputDirectives,
  layoutDirectives,
  macroDirectives,
  sectionDirectives,
  symbolDirectives,
);
