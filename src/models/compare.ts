/** The same job under every model. */

import { OutOfMemory } from '../machine/out-of-memory.ts';
import { measure, type Measured } from './measure.ts';
import { MODELS, type Model } from './models.ts';

export interface Row {
  readonly model: Model;
  /** Undefined when so many tasks are not possible. */
  readonly measured: Measured | undefined;
  /** Why not. */
  readonly refusal: string | undefined;
}

export function compare(tasks: number, models: readonly Model[] = MODELS): readonly Row[] {
  return models.map((model) => {
    try {
      return { model, measured: measure(model, tasks), refusal: undefined };
    } catch (error) {
      if (error instanceof OutOfMemory) return { model, measured: undefined, refusal: error.message };
      throw error;
    }
  });
}
