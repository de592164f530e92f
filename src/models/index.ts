/** The ways to be concurrent, compared on the same machine. */

export { compare, type Row } from './compare.ts';
export type { Held, Measured, Switching } from './measure.ts';
export type { Job, Model } from './models.ts';
export { QUOTED, type Quoted } from './quoted.ts';
