/** Why the program stands still, and how GDB is told ("Stop Reply Packets" in its manual). */

export type Stopped =
  | {
      readonly kind: 'stopped';
      /** 0 when another thread than the one that was asked for has come to run. */
      readonly signal: number;
      readonly slot: number;
      readonly why?: Why;
    }
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'killed'; readonly signal: number };

export type Why =
  | { readonly kind: 'breakpoint' }
  | { readonly kind: 'watch' | 'rwatch' | 'awatch'; readonly address: bigint }
  /** At one end of the history. */
  | { readonly kind: 'beginning' | 'end' };

/** As Linux and GDB number them. */
export const SIGNALS = { SIGINT: 2, SIGILL: 4, SIGTRAP: 5, SIGFPE: 8, SIGSEGV: 11 } as const;

export interface Dialect {
  /** Whether the client wants to know the process of a thread, which is always process 1. */
  readonly multiprocess: boolean;
  /** Whether it wants to know that a stop is for a breakpoint. */
  readonly swbreak: boolean;
}

export function threadId(number: number, { multiprocess }: Dialect): string {
  return (multiprocess ? 'p1.' : '') + number.toString(16);
}

/** @param number of a slot's thread */
export function stopReply(stop: Stopped, number: (slot: number) => number, dialect: Dialect): string {
  const process = dialect.multiprocess ? ';process:1' : '';
  if (stop.kind === 'exited') return `W${byte(stop.status)}${process}`;
  if (stop.kind === 'killed') return `X${byte(stop.signal)}${process}`;
  return `T${byte(stop.signal)}thread:${threadId(number(stop.slot), dialect)};${reasonText(stop.why, dialect)}`;
}

function reasonText(why: Why | undefined, { swbreak }: Dialect): string {
  if (!why) return '';
  switch (why.kind) {
    case 'breakpoint':
      return swbreak ? 'swbreak:;' : '';
    case 'beginning':
    case 'end':
      return `replaylog:${why.kind === 'end' ? 'end' : 'begin'};`;
    default:
      return `${why.kind}:${why.address.toString(16)};`;
  }
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
