/** The bar at the top: which program, what is wrong with it, and what else the page can do. */

import type { JSX } from 'preact';
import { Bundle, LOGO } from './icons.tsx';
import { EXAMPLES } from './programs.ts';
import { linkHere } from './share/share.ts';
import { toggleTheme } from './state/looks.ts';
import {
  dialog,
  drawer,
  found,
  presenting,
  problems,
  program,
  programName,
  recorded,
  view,
} from './state/store.ts';
import { grouped, Shape } from './words.tsx';

export function Top(): JSX.Element {
  const name = programName.value;
  const about = EXAMPLES.find((one) => one.name === name)?.about;
  return (
    <header class="top">
      <h1 class="name">
        <Bundle cores={LOGO} />
        Fiberscope
      </h1>
      <button class="pick" aria-haspopup="dialog" onClick={() => (dialog.value = 'programs')}>
        {name} {about && <small>{about}</small>}
      </button>
      <Checks />
      <Headline />
      <p class="ph-count">
        {grouped(view.value?.at ?? 0)}
        <small> of {grouped(recorded.value?.end ?? 0)}</small>
      </p>
      <nav aria-label="page">
        <button class="narrow" aria-expanded={drawer.value} onClick={() => (drawer.value = !drawer.value)}>
          Output
        </button>
        <button onClick={() => (dialog.value = 'lessons')}>Lessons</button>
        <button onClick={() => (dialog.value = 'share')}>Share</button>
        <button onClick={toggleTheme}>Theme</button>
        <button onClick={() => (dialog.value = 'keys')}>Keys</button>
        <button class="solid" onClick={() => (presenting.value = true)}>
          Present
        </button>
        <button class="leave" onClick={() => (presenting.value = false)}>
          Leave
        </button>
        <a class="whole" href={location.href} target="_blank" rel="noreferrer" onClick={openWhole}>
          Open in Fiberscope
        </a>
        <button class="menu" onClick={() => (dialog.value = 'menu')}>
          Menu
        </button>
      </nav>
    </header>
  );
}

/** The same moment on a page of its own. */
function openWhole(event: MouseEvent): void {
  event.preventDefault();
  void linkHere().then((link) => globalThis.open(link, '_blank', 'noopener'));
}

/** How the program fares, in a line. */
function Checks(): JSX.Element {
  const wrong = problems.value.length;
  const findings = found.value?.findings.length ?? 0;
  if (wrong > 0) {
    const kind = 'text' in program.value ? 'assembles' : 'loads';
    return (
      <p class="checks bad">
        <b class="oct" aria-hidden="true">
          !
        </b>{' '}
        the last version that {kind} is loaded
      </p>
    );
  }
  if (findings > 0) {
    return (
      <button class="checks bad" onClick={() => (dialog.value = 'findings')}>
        <b class="oct" aria-hidden="true">
          !
        </b>{' '}
        {findings === 1 ? '1 finding' : `${findings} findings`}
      </button>
    );
  }
  const { checked = 0, done = false, goesOn = false, unchecked = null } = found.value ?? {};
  if (unchecked !== null) return <p class="checks">not checked</p>;
  const much = `${goesOn ? 'the first ' : ''}${grouped(checked)} instructions`;
  const words = done ? `checked ${much}, no findings` : 'checks are watching';
  return <p class="checks">{words}</p>;
}

/** The switch in words, for the back rows. */
function Headline(): JSX.Element | null {
  const now = view.value;
  if (!now) return null;
  const { transfer, at } = now;
  if (!transfer) {
    return (
      <p class="big">
        <span>
          <Shape id={now.current.id} />
          {now.current.id} {now.current.name}
        </span>
        <em>runs</em>
      </p>
    );
  }
  const count = (kind: 'saved' | 'loaded'): number =>
    transfer.fields.filter((field) => field[kind] && field[kind].instruction <= at).length;
  const of = (kind: 'saved' | 'loaded'): number => transfer.fields.filter((field) => field[kind]).length;
  const kind = count('loaded') > 0 ? 'loaded' : 'saved';
  return (
    <p class="big">
      Switch {transfer.number}
      <span>
        <Shape id={transfer.from.id} />
        {transfer.from.id} {transfer.from.name}
      </span>
      <em>to</em>
      <span>
        <Shape id={transfer.to.id} />
        {transfer.to.id} {transfer.to.name}
      </span>
      <em>
        {kind} {count(kind)} of {of(kind)}
      </em>
    </p>
  );
}
