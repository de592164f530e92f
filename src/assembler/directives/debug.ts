/** What compilers say for debuggers and unwinders: taken, and of no effect on the machine's bytes. */

import type { Handler, Handlers } from './handler.ts';

const ignore: Handler = (_, cursor) => cursor.skipStatement();

/** `.file "name"` names the source; `.file 1 "name"` belongs to `.loc`. */
const file: Handler = (assembler, cursor) => {
  if (cursor.peek() === 0x22) assembler.file = cursor.takeText();
  else cursor.skipStatement();
};

const CFI =
  'sections startproc endproc personality lsda def_cfa def_cfa_register def_cfa_offset adjust_cfa_offset offset val_offset ' +
  'rel_offset register restore undefined same_value remember_state restore_state return_column signal_frame window_save ' +
  'escape val_encoded_addr personality_id inline_lsda fde_data';

export const debugDirectives: Handlers = {
  '.file': file,
  '.loc': ignore,
  '.loc_mark_labels': ignore,
  '.ident': ignore,
  ...Object.fromEntries(CFI.split(' ').map((name) => [`.cfi_${name}`, ignore])),
};
