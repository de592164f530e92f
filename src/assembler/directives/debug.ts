/**
 * What compilers say for debuggers and unwinders. `.loc` makes line entries. `.cfi_*` directives are checked for their
 * place and make nothing: this machine does not unwind, so there is no `.eh_frame`.
 */

import type { Assembler } from '../assembler.ts';
import { SourceError } from '../error.ts';
import type { Cursor } from '../lexer.ts';
import { NO_FLAGS } from '../../elf/object.ts';
import type { Handler, Handlers } from './handler.ts';

const ignore: Handler = (_, cursor) => cursor.skipStatement();

/** `.file "name"` names the source; `.file 1 ["directory"] "name"` one that `.loc` speaks of. */
const file: Handler = (assembler, cursor) => {
  if (cursor.peek() === 0x22) {
    assembler.file = cursor.takeText();
    return;
  }
  const number = assembler.count(cursor, 'the number of the file', 0, 0xffff_ffff);
  const first = cursor.takeText();
  const name = cursor.peek() === 0x22 ? cursor.takeText() : undefined;
  assembler.lines.name(number, first, name);
  // md5 0x..., source "..."
  cursor.skipStatement();
};

/** `.loc file line [column] [options]`. */
const loc: Handler = (assembler, cursor) => {
  cursor.skipBlanks();
  const start = cursor.at;
  const number = assembler.count(cursor, 'the number of the file', 0, 0xffff_ffff);
  const name = assembler.lines.find(number);
  if (name === undefined)
    throw new SourceError(`no .file ${number} stands before this`, start, cursor.at - start);
  const line = assembler.count(cursor, 'the line', 0, 0x7fff_ffff);
  assembler.lines.state({ file: name, line }, assembler.section.position());
  if (isDigit(cursor.peek())) assembler.count(cursor, 'the column', 0, 0xffff_ffff);
  while (!cursor.atEnd()) locOption(assembler, cursor);
};

const FLAGS = new Set(['basic_block', 'prologue_end', 'epilogue_begin']);
const VALUES = new Set(['is_stmt', 'isa', 'discriminator']);

function locOption(assembler: Assembler, cursor: Cursor): void {
  cursor.skipBlanks();
  const start = cursor.at;
  const word = cursor.expectName('an option of .loc');
  if (FLAGS.has(word)) return;
  if (VALUES.has(word)) assembler.count(cursor, `the value of '${word}'`, 0, 0xffff_ffff);
  else if (word === 'view') view(assembler, cursor);
  else throw new SourceError(`unknown option '${word}'`, start, word.length);
}

/** `view -0`, or a name for the count of the entries at one place before this one. */
function view(assembler: Assembler, cursor: Cursor): void {
  cursor.skipBlanks();
  const start = cursor.at;
  const code = cursor.peek();
  if (isDigit(code) || code === 0x2d) {
    assembler.number(cursor, 'the view');
    assembler.lines.resetView();
    return;
  }
  const name = cursor.expectName('a name for the view');
  assembler.assign(name, { kind: 'number', value: BigInt(assembler.lines.view) }, start);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** As GNU as does, strings go to `.comment` behind an empty one. */
const ident: Handler = ({ sections }, cursor) => {
  const text = cursor.takeString();
  const flags = { ...NO_FLAGS, merge: true, strings: true };
  const comment = sections.open('.comment', { flags, type: 'progbits', entrySize: 1 });
  if (comment.length === 0) comment.append([0]);
  comment.append(text);
  comment.append([0]);
};

const startProc: Handler = (assembler, cursor, name) => {
  if (assembler.procedure) throw new SourceError('.cfi_startproc before the .cfi_endproc of another one');
  assembler.procedure = assembler.written(cursor.at - name.length);
  cursor.skipStatement();
};

const endProc: Handler = (assembler, _, name) => {
  inProcedure(assembler, name);
  assembler.procedure = undefined;
};

const frame: Handler = (assembler, cursor, name) => {
  inProcedure(assembler, name);
  cursor.skipStatement();
};

function inProcedure({ procedure }: Assembler, name: string): void {
  if (!procedure) throw new SourceError(`${name} without .cfi_startproc before it`);
}

const FRAME =
  'personality lsda def_cfa def_cfa_register def_cfa_offset adjust_cfa_offset offset val_offset rel_offset register ' +
  'restore undefined same_value remember_state restore_state return_column signal_frame window_save escape ' +
  'val_encoded_addr personality_id inline_lsda label';

export const debugDirectives: Handlers = {
  '.file': file,
  '.loc': loc,
  '.loc_mark_labels': ignore,
  '.ident': ident,
  '.cfi_sections': ignore,
  '.cfi_fde_data': ignore,
  '.cfi_startproc': startProc,
  '.cfi_endproc': endProc,
  ...Object.fromEntries(FRAME.split(' ').map((name) => [`.cfi_${name}`, frame])),
  // Hints for linkers.
  '.addrsig': ignore,
  '.addrsig_sym': ignore,
  '.cg_profile': ignore,
  '.gnu_attribute': ignore,
};
