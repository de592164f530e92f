/** Exercises, and verdicts on what students hand in. */

export {
  each,
  entriesOf,
  Graded,
  problemOf,
  shardOf,
  type Entry,
  type Result,
  type Shard,
} from './course.ts';
export type { Exercise } from './exercise.ts';
export { EXERCISES } from './exercises/index.ts';
export { grade, refused, type PropertyVerdict, type Verdict } from './grade.ts';
