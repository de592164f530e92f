/** `.if` and what belongs to it: which statements count. */

import { SourceError } from './error.ts';
import type { Written } from './section.ts';

interface Condition {
  /** Whether the statements around it count. */
  readonly outer: boolean;
  readonly written: Written;
  active: boolean;
  /** A branch of it has counted. */
  taken: boolean;
  hasElse: boolean;
}

export class Conditions {
  private readonly open: Condition[] = [];

  get active(): boolean {
    return this.open.at(-1)?.active ?? true;
  }

  get depth(): number {
    return this.open.length;
  }

  /** @param test Asked only when the statements around count. */
  if(test: () => boolean, written: Written): void {
    const outer = this.active;
    const condition = { outer, written, active: false, taken: true, hasElse: false };
    this.open.push(condition);
    if (!outer) return;
    condition.active = condition.taken = test();
  }

  elseIf(test: () => boolean, floor: number): void {
    const condition = this.innermost('.elseif', floor);
    if (condition.hasElse) throw new SourceError('.elseif after .else');
    condition.active = false;
    if (condition.taken) return;
    condition.taken = true;
    condition.active = condition.taken = test();
  }

  else(floor: number): void {
    const condition = this.innermost('.else', floor);
    if (condition.hasElse) throw new SourceError('a second .else');
    condition.hasElse = true;
    condition.active = !condition.taken;
    condition.taken = true;
  }

  endIf(floor: number): void {
    this.innermost('.endif', floor);
    this.open.pop();
  }

  /** Closes what is open beyond `depth`, which is returned innermost first. */
  closeTo(depth: number): Written[] {
    return this.open
      .splice(depth)
      .map(({ written }) => written)
      .reverse();
  }

  /** @param floor Conditions opened before a macro cannot be closed in it. */
  private innermost(directive: string, floor: number): Condition {
    const condition = this.open.at(-1);
    if (!condition || this.open.length <= floor) throw new SourceError(`${directive} without .if`);
    return condition;
  }
}
