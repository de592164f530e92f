/** The lessons, in the order in which they build on each other. */

import type { Lesson } from '../lesson.ts';
import { stack } from './01-stack.ts';
import { call } from './02-call.ts';
import { switching } from './03-switch.ts';
import { fabricated } from './04-fabricated.ts';
import { yielding } from './05-yield.ts';
import { guard } from './06-guard.ts';
import { nested } from './07-nested.ts';
import { mistakes } from './08-mistakes.ts';
import { blocking } from './09-blocking.ts';
import { preemption } from './10-preemption.ts';
import { growing } from './11-growing.ts';
import { models } from './12-models.ts';

export const COURSE: readonly Lesson[] = [
  stack,
  call,
  switching,
  fabricated,
  yielding,
  guard,
  nested,
  mistakes,
  blocking,
  preemption,
  growing,
  models,
];
