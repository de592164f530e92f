export { assemble } from './assemble.ts';
export type { AssembleOptions } from './assembler.ts';
export { AssemblyError, formatDiagnostic, type Diagnostic } from './diagnostics.ts';
