import type { Assembler } from '../assembler.ts';
import type { Cursor } from '../lexer.ts';

/** Does what a directive says. The cursor stands behind its name, and in the end behind its last argument. */
export type Handler = (assembler: Assembler, cursor: Cursor, name: string) => void;

export type Handlers = Readonly<Record<string, Handler>>;
