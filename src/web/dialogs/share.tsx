/** Links, pictures, traces. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { boardSvg } from '../share/picture.ts';
import { save, savePng, saveSvg } from '../share/save.ts';
import { linkHere } from '../share/share.ts';
import { client, say } from '../state/actions.ts';
import { programName, view } from '../state/store.ts';
import { grouped } from '../words.tsx';

export function Share(): JSX.Element {
  const [link, setLink] = useState('');
  const [frame, setFrame] = useState('');
  useEffect(() => {
    void make();
    async function make(): Promise<void> {
      try {
        setLink(await linkHere());
        const url = await linkHere(true);
        setFrame(`<iframe src="${url}" width="960" height="600" title="Fiberscope"></iframe>`);
      } catch (error) {
        say((error as Error).message, true);
      }
    }
  }, []);
  return (
    <>
      <p>
        The link holds the program and this moment, instruction {grouped(view.value?.at ?? 0)}: no server
        keeps it.
      </p>
      <Copied label="Link" text={link} />
      <Copied label="For slides" text={frame} />
      <h3>Save</h3>
      <Save />
    </>
  );
}

/** Text to be taken along; where the clipboard is refused it is selected. */
function Copied({ label, text }: { readonly label: string; readonly text: string }): JSX.Element {
  const [done, setDone] = useState(false);
  const copy = async (input: HTMLInputElement): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
    } catch {
      input.focus();
      input.select();
      say('The browser does not let the page copy: the text is selected, copy it yourself.');
    }
  };
  return (
    <div class="copied">
      <label>
        {label}
        <input type="text" readOnly value={text} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <button
        class="solid"
        disabled={text === ''}
        onClick={({ currentTarget }) => void copy(currentTarget.parentElement!.querySelector('input')!)}
      >
        {done ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}

function Save(): JSX.Element {
  const title = programName.value;
  const stem = title.replace(/\.\w+$/, '');
  const attempt = (work: () => Promise<void> | void) => (): void => {
    void (async () => work())().catch((error: unknown) =>
      say(`That did not work: ${(error as Error).message}`, true),
    );
  };
  const board = (): string => boardSvg(view.value!, title);
  const lanes = async (): Promise<string> => client.call('picture', { title });
  return (
    <ul class="choices">
      <li>
        <button onClick={attempt(() => saveSvg(`${stem}-contexts.svg`, board()))}>
          <b>Contexts</b> <span>SVG</span>
        </button>
      </li>
      <li>
        <button onClick={attempt(async () => savePng(`${stem}-contexts.png`, board()))}>
          <b>Contexts</b> <span>PNG</span>
        </button>
      </li>
      <li>
        <button onClick={attempt(async () => saveSvg(`${stem}-timeline.svg`, await lanes()))}>
          <b>Timeline</b> <span>SVG</span>
        </button>
      </li>
      <li>
        <button onClick={attempt(async () => savePng(`${stem}-timeline.png`, await lanes()))}>
          <b>Timeline</b> <span>PNG</span>
        </button>
      </li>
      <li>
        <button
          onClick={attempt(async () => save(`${stem}-trace.json`, await client.call('trace', { title })))}
        >
          <b>Trace</b> <span>for ui.perfetto.dev</span>
        </button>
      </li>
    </ul>
  );
}
