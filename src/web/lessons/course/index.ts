/** The lessons, in the order in which they build on each other. */

import type { Lesson } from '../lesson.ts';
import { stack } from './01-stack.ts';
import { call } from './02-call.ts';

export const COURSE: readonly Lesson[] = [stack, call];
