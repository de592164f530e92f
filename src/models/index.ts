/** The ways to be concurrent, compared on the same machine. */

export { compare, type Row } from './compare.ts';
export { MODELS } from './models.ts';
export { QUOTED, type Quoted } from './quoted.ts';
