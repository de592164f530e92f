/** What clang makes of the corpus does on the machine what it did on a computer. */

import { replay } from './replay.ts';

replay('clang');
