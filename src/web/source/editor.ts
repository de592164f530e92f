/** The editor: one view, in which files follow each other as the program goes from one to another. */

import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView } from '@codemirror/view';
import { computed, effect } from '@preact/signals';
import type { Problem } from '../protocol.ts';
import { guestSource } from '../programs.ts';
import { whenSettled } from '../settled.ts';
import { client, load, toggleBreakpoint } from '../state/actions.ts';
import * as store from '../state/store.ts';
import { assembly } from './language.ts';
import { markers, setMarks, type Marks } from './marks.ts';

/** Completion and explanations, which come when somebody turns to the editor. */
const helping = new Compartment();
let help: Extension = [];

/** Milliseconds of rest before what was typed is assembled. */
const REST = 250;

const NO_LINES: ReadonlySet<number> = new Set();

export class Editor {
  readonly #view: EditorView;
  /** Lines of the shown file with findings. */
  readonly #wrong = computed((): ReadonlySet<number> => {
    const file = store.visibleFile.value;
    const lines = (store.found.value?.findings ?? []).flatMap(({ at }) =>
      at.line?.file === file ? at.line.line : [],
    );
    return lines.length === 0 ? NO_LINES : new Set(lines);
  });
  readonly #stop: () => void;
  #file = '';
  #text: string | undefined;
  #isUnderlined = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: HTMLElement) {
    this.#view = new EditorView({ parent });
    const stops = [
      effect(() => void this.#show(store.visibleFile.value, store.program.value)),
      effect(() => {
        const marks = this.#marks();
        whenSettled(() => this.#mark(marks));
      }),
      effect(() => void this.#underline(store.problems.value)),
      effect(() => this.#revealWanted()),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  close(): void {
    this.#stop();
    this.#view.destroy();
  }

  /** Puts the cursor there. */
  reveal(number: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(1, number), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  async #show(file: string, program: typeof store.program.value): Promise<void> {
    const isOwn = file === program.name && 'text' in program;
    const text = isOwn ? program.text : ((await textOf(file)) ?? '');
    if (this.#file === file && this.#text === text) return;
    // what is being typed is not to be replaced by what it was
    if (this.#file === file && isOwn && this.#view.state.doc.toString() === text) {
      this.#text = text;
      return;
    }
    this.#file = file;
    this.#text = text;
    store.draft.value = null;
    this.#view.setState(EditorState.create({ doc: text, extensions: this.#extensions(file, isOwn) }));
    this.#mark(this.#marks());
    void this.#underline(store.problems.value);
    this.#revealWanted();
  }

  /** Where somebody wants to go, once the file is there. */
  #revealWanted(): void {
    const wanted = store.revealed.value;
    if (!wanted || this.#file !== store.visibleFile.peek()) return;
    store.revealed.value = null;
    this.reveal(wanted.line);
  }

  #extensions(file: string, isOwn: boolean): Extension {
    return [
      markers((line) => void toggleBreakpoint(file, line)),
      assembly,
      helping.of(help),
      EditorView.domEventHandlers({ focus: () => void this.#help(), mousemove: () => void this.#help() }),
      drawSelection(),
      EditorState.readOnly.of(!isOwn),
      EditorView.contentAttributes.of({
        'aria-label': `source of ${file}`,
        spellcheck: 'false',
        tabindex: '0',
      }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged && isOwn) this.#typed(file);
      }),
    ];
  }

  async #help(): Promise<void> {
    if (helping.get(this.#view.state) !== help || (Array.isArray(help) && help.length > 0)) return;
    help = (await import('./help.ts')).help();
    this.#view.dispatch({ effects: helping.reconfigure(help) });
  }

  #typed(file: string): void {
    store.draft.value = this.#view.state.doc.toString();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#assemble(file), REST);
  }

  async #assemble(file: string): Promise<void> {
    const text = this.#view.state.doc.toString();
    const problems = await client.call('check', { name: file, text });
    if (this.#file !== file || text !== this.#view.state.doc.toString()) return;
    if (problems.length > 0) store.problems.value = problems;
    else {
      this.#text = text;
      await load({ name: file, text });
    }
  }

  #marks(): Marks {
    const file = store.visibleFile.value;
    const view = store.sourceView.value;
    return {
      now: view ? store.lineAt(file, view.rip.address) : 0,
      last: view?.step ? store.lineAt(file, view.step.at.address) : 0,
      wrong: this.#wrong.value,
      bytes: store.bytesOf(file),
      breakpoints: store.breakpoints.value.get(file) ?? NO_LINES,
    };
  }

  #mark(marks: Marks): void {
    const { doc } = this.#view.state;
    const isTyping = this.#text !== doc.toString() && this.#file === store.programName.value;
    if (isTyping) return;
    this.#view.dispatch({ effects: setMarks.of(marks) });
    if (marks.now > 0 && marks.now <= doc.lines && !this.#view.hasFocus) this.#follow(marks.now);
  }

  /** The line stays in the middle third. */
  #follow(number: number): void {
    const { scrollDOM } = this.#view;
    const block = this.#view.lineBlockAt(this.#view.state.doc.line(number).from);
    const { scrollTop, clientHeight } = scrollDOM;
    if (block.top > scrollTop + clientHeight * 0.2 && block.bottom < scrollTop + clientHeight * 0.75) return;
    scrollDOM.scrollTop = Math.max(0, block.top - clientHeight * 0.4);
  }

  /** Nobody has typed anything wrong before turning to the editor. */
  async #underline(problems: readonly Problem[]): Promise<void> {
    if (problems.length === 0 && !this.#isUnderlined) return;
    this.#isUnderlined = true;
    const { underline } = await import('./lint.ts');
    underline(this.#view, this.#file, problems);
  }
}

/** Of a file that is not the program's own: the library's, or a disassembly. */
async function textOf(file: string): Promise<string | null> {
  const text = store.loaded.value?.files.find(({ name }) => name === file)?.text;
  return text ?? (await guestSource(file));
}
