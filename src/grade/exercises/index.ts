/** All exercises. */

import type { Exercise } from '../exercise.ts';
import { alignGuard } from './align-guard.ts';
import { windowsSwitch } from './windows-switch.ts';
import { writeSpawn } from './write-spawn.ts';
import { writeSwitch } from './write-switch.ts';
import { writeYield } from './write-yield.ts';

export const EXERCISES: readonly Exercise[] = [
  writeSwitch,
  writeSpawn,
  writeYield,
  windowsSwitch,
  alignGuard,
];
