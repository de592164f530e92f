/** What comes when somebody turns to the editor: its keys, completion, what a word means where the pointer rests. */

import {
  autocompletion,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type EditorView, type Tooltip } from '@codemirror/view';
import type { Word } from '../protocol.ts';
import { client } from '../state/actions.ts';

let words: Promise<readonly Word[]> | undefined;

/** They never change. */
async function allWords(): Promise<readonly Word[]> {
  words ??= client.call('words', null);
  return words;
}

const KINDS: Readonly<Record<Word['kind'], string>> = {
  mnemonic: 'keyword',
  register: 'variable',
  directive: 'namespace',
};

function labelsIn(text: string): Completion[] {
  const names = new Set([...text.matchAll(/^\s*([A-Za-z_.$][\w.$]*):/gm)].map(([, name]) => name!));
  return [...names].map((label) => ({ label, type: 'function', detail: 'label' }));
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[%.]?[\w.$]+/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const line = context.state.doc.lineAt(context.pos);
  const isFirst = /^\s*(?:[\w.$]+:\s*)?[\w.]*$/.test(line.text.slice(0, context.pos - line.from));
  const kinds: readonly Word['kind'][] = isFirst ? ['mnemonic', 'directive'] : ['register'];
  const prefix = word.text.startsWith('%') ? '%' : '';
  const known = (await allWords())
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ label, kind, info }): Completion => ({ label: prefix + label, type: KINDS[kind], detail: info }));
  const labels = isFirst ? [] : labelsIn(context.state.doc.toString());
  return { from: word.from, options: [...known, ...labels], validFor: /^[%.]?[\w.$]*$/ };
}

async function explain(view: EditorView, pos: number): Promise<Tooltip | null> {
  const { from, text } = view.state.doc.lineAt(pos);
  const at = pos - from;
  const found = [...text.matchAll(/[.\w]+/g)].find(
    ({ index, 0: word }) => index <= at && at <= index + word.length,
  );
  if (!found) return null;
  const name = found[0].toLowerCase();
  const all = await allWords();
  // AT&T says the width behind the mnemonic
  const word =
    all.find(({ label }) => label === name) ?? all.find(({ label }) => label === name.replace(/[bwlq]$/, ''));
  if (!word) return null;
  return {
    pos: from + found.index,
    above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'explained';
      const label = document.createElement('b');
      label.textContent = word.label;
      dom.append(label, ` ${word.info}`);
      return { dom };
    },
  };
}

export function help(): Extension {
  return [
    autocompletion({ override: [complete], icons: false }),
    history(),
    keymap.of([...completionKeymap, ...standardKeymap, ...historyKeymap]),
    hoverTooltip(explain),
  ];
}
