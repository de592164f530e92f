/** Colours for both dialects of assembly. */

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

interface Position {
  /** Whether the statement's mnemonic is behind us. */
  inOperands: boolean;
  inComment: boolean;
}

const REGISTER =
  /^%?(?:r(?:[abcd]x|[sd]i|[sb]p|ip|[89][bwd]?|1[0-5][bwd]?)|e?(?:[abcd]x|[sd]i|[sb]p)|[abcd][hl]|[sd]il|[sb]pl|xmm\d+|[cdefgs]s)\b/i;

const language = StreamLanguage.define<Position>({
  name: 'x86 assembly',
  startState: () => ({ inOperands: false, inComment: false }),
  languageData: { commentTokens: { line: '#' } },
  token(stream, state) {
    if (stream.sol()) state.inOperands = false;
    if (state.inComment || stream.match('/*')) {
      state.inComment = !stream.match(/^.*?\*\//);
      if (state.inComment) stream.skipToEnd();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^(?:#|\/\/)/)) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:\\?.)'?/)) return 'string';
    if (stream.match(';')) {
      state.inOperands = false;
      return null;
    }
    if (!state.inOperands) {
      if (stream.match(/^(?:[\w.$]+|"[^"]+"):/)) return 'labelName';
      if (stream.match(/^\.\w+/)) {
        state.inOperands = true;
        return 'meta';
      }
      if (stream.match(/^(?:lock|rep[nz]*e?)\b/i)) return 'keyword';
      if (stream.match(/^[a-z]\w*/i)) {
        state.inOperands = true;
        return 'keyword';
      }
    }
    if (stream.match(REGISTER)) return 'variableName';
    if (stream.match(/^\$?-?(?:0x[\da-f]+|0b[01]+|\d\w*)/i)) return 'number';
    if (stream.match(/^(?:[qd]?word|byte|xmmword|ptr|offset)\b/i)) return 'meta';
    if (stream.match(/^[\w.$@]+/)) return 'name';
    stream.next();
    return null;
  },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.keyword, class: 'tok-mnemonic' },
  { tag: tags.labelName, class: 'tok-label' },
  { tag: tags.meta, class: 'tok-directive' },
  { tag: tags.string, class: 'tok-string' },
]);

export const assembly: Extension = [language, syntaxHighlighting(colours)];
