/** The worker: it has the machine, and answers one call after another; what takes long can be called off. */

import { Symbols } from '../../runtime/program/symbols.ts';
import { lanesSvg, traceJson } from '../../scope/index.ts';
import type { CallName, Calls, Found, FromWorker, Problem, ToWorker } from '../protocol.ts';
import { filesOf } from './line-table.ts';
import { threadRows } from './moment.ts';
import { readProgram, refusal } from './programs.ts';
import { Session } from './session.ts';
import { Cancelled } from './tasks.ts';

type Handlers = {
  readonly [Name in CallName]: (
    ask: Calls[Name]['ask'],
    signal: AbortSignal,
  ) => Calls[Name]['answer'] | Promise<Calls[Name]['answer']>;
};

/** In a picture. */
const MOST_LANES = 24;

let session: Session | undefined;

function current(): Session {
  if (!session) throw new Cancelled();
  return session;
}

function post(message: FromWorker): void {
  globalThis.postMessage(message);
}

const HANDLERS: Handlers = {
  async load({ program, settings }) {
    try {
      const next = new Session(await readProgram(program), settings);
      session?.close();
      session = next;
      begin(next);
      const { image, hasThreads } = next.runtime;
      const hasSource = (file: string): boolean =>
        file.startsWith('guest/') || ('text' in program && file === program.name);
      return { ok: true, files: filesOf(image, new Symbols(image), hasSource), hasThreads };
    } catch (error) {
      const refused = refusal(error);
      if (!refused) throw error;
      return refused;
    }
  },
  async check({ name, text }): Promise<readonly Problem[]> {
    try {
      await readProgram({ name, text });
      return [];
    } catch (error) {
      const refused = refusal(error);
      if (!refused) throw error;
      return refused.problems;
    }
  },
  go: async ({ to, shown }, signal) => current().go(to, shown, signal),
  peek: async ({ to, shown }, signal) => current().peek(to, shown, signal),
  lanes: (query) => current().recorder.lanes(query),
  threads: ({ first, count }) => threadRows(current().runtime, first, count),
  breakpoints({ addresses }) {
    current().breakpoints = addresses;
    return null;
  },
  further() {
    const one = current();
    one.recorder.extend();
    void record(one);
    return null;
  },
  checkFurther() {
    void watch(current(), async (one) => one.checkFurther(tellFound));
    return null;
  },
  words: async () => (await import('./words.ts')).allWords(),
  trace: ({ title }) =>
    new Blob([...traceJson(current().recorder.timeline(), title)], { type: 'application/json' }),
  picture: ({ title }) => lanesSvg(current().recorder.timeline(), title, MOST_LANES),
};

/** The run ahead, and then the checks. */
function begin(one: Session): void {
  void record(one).then(async () => watch(one, async () => one.check(tellFound)));
}

const tellFound = (found: Found): void => post({ news: 'found', found });

async function watch(one: Session, checks: (one: Session) => Promise<void>): Promise<void> {
  try {
    await checks(one);
  } catch (error) {
    if (error instanceof Cancelled) return;
    const refused = refusal(error);
    if (!refused) throw error;
    const unchecked = refused.problems[0]?.message ?? '';
    tellFound({ findings: [], checked: 0, done: true, goesOn: false, unchecked });
  }
}

async function record(one: Session): Promise<void> {
  const tell = (): void => post({ news: 'recorded', recorded: one.recorder.recorded() });
  await one.recorder.run(one.signal, tell).catch(ignoreCancelled);
}

function ignoreCancelled(error: unknown): void {
  if (!(error instanceof Cancelled)) throw error;
}

/** Any of them, for a call that names it. */
type Handler = (ask: unknown, signal: AbortSignal) => Promise<Calls[CallName]['answer']>;

const running = new Map<number, AbortController>();

async function answer(message: Exclude<ToWorker, { cancel: number }>): Promise<void> {
  const { id, name, ask } = message;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const handler = HANDLERS[name] as Handler;
    post({ id, answer: await handler(ask, controller.signal) });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    post({ id, failed: text, gone: error instanceof Cancelled });
  } finally {
    running.delete(id);
  }
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('cancel' in data) running.get(data.cancel)?.abort();
  else void answer(data);
});

post({ news: 'ready' });
