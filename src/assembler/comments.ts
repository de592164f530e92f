/** Takes comments out of a text without moving anything. */

const QUOTE = 0x22;
const TICK = 0x27;
const HASH = 0x23;
const BACKSLASH = 0x5c;

export interface Blanked {
  readonly code: string;
  /** Where a block comment begins that nothing ends. */
  readonly open: number | undefined;
}

/**
 * Replaces `#`, `//` and block comments, and lines that begin with `/` (behind a label, too), by spaces; newlines
 * stay. Quoted text is left alone.
 */
export function blankComments(text: string): Blanked {
  const interesting = /["'#/]/g;
  let result = '';
  let copied = 0;
  let open: number | undefined;
  const blank = (from: number, to: number): void => {
    result += text.slice(copied, from) + text.slice(from, to).replace(/[^\n]/g, ' ');
    copied = to;
    interesting.lastIndex = to;
  };
  for (let match = interesting.exec(text); match; match = interesting.exec(text)) {
    const at = match.index;
    const code = text.charCodeAt(at);
    if (code === QUOTE) interesting.lastIndex = endOfString(text, at);
    else if (code === TICK) interesting.lastIndex = at + (text.charCodeAt(at + 1) === BACKSLASH ? 3 : 2);
    else if (code === HASH || text[at + 1] === '/' || (text[at + 1] !== '*' && startsLine(text, at))) {
      blank(at, endOfLine(text, at));
    } else if (text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) open = at;
      blank(at, end === -1 ? text.length : end + 2);
    }
  }
  return { code: copied === 0 ? text : result + text.slice(copied), open };
}

/** The offset after a string's closing quote, or of the line's end where it stays open. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === '\n') return at;
    if (char === '\\' && text[at + 1] !== '\n') at++;
  }
  return text.length;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function startsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || text[before] === '\n' || text[before] === ':';
}
