/** A client of the protocol without gdb and without a socket: packets in, packets out. */

import { Connection } from '../../src/gdb/connection.ts';
import { frame, FrameReader, type Frame } from '../../src/gdb/framing.ts';
import { Debugger } from '../../src/debugger/index.ts';
import { Session } from '../../src/gdb/index.ts';
import { bytesOf, textOf } from '../../src/gdb/text.ts';
import type { Runtime } from '../../src/runtime/index.ts';

export function sessionOf(runtime: Runtime, monitor: (line: string) => string = () => ''): Session {
  return new Session({
    debugger: new Debugger(runtime),
    path: '/program',
    file: () => bytesOf('the program'),
    monitor,
  });
}

export class Client {
  /** What has come, acknowledgements included. */
  readonly received: Frame[] = [];
  failure: unknown;
  closed: 'no' | 'yes' | 'with the session' = 'no';
  readonly #connection: Connection;
  readonly #reader = new FrameReader();
  #told: (() => void) | undefined;

  constructor(session: Session) {
    this.#connection = new Connection(session, {
      send: (bytes) => {
        this.received.push(...this.#reader.read(bytes));
        this.#told?.();
      },
      close: (ends) => {
        this.closed = ends ? 'with the session' : 'yes';
        this.#told?.();
      },
      fail: (error) => {
        this.failure = error;
        this.#told?.();
      },
    });
  }

  /** Bytes as they are. */
  raw(bytes: string | Uint8Array): void {
    this.#connection.take(typeof bytes === 'string' ? bytesOf(bytes) : bytes);
  }

  send(packet: string): void {
    this.raw(frame(bytesOf(packet)));
  }

  /** The answer to a packet, however long it takes. */
  async ask(packet: string): Promise<string> {
    this.received.length = 0;
    this.send(packet);
    return this.answer();
  }

  /** The next answer; what stands before it for gdb's console is left out. */
  async answer(): Promise<string> {
    for (;;) {
      const found = this.packets.find((text) => !/^O[\da-f]+$/.test(text));
      if (found !== undefined) return found;
      if (this.failure !== undefined) throw this.failure;
      if (this.closed !== 'no') return `closed: ${this.closed}`;
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
  }

  get packets(): readonly string[] {
    return this.received.flatMap((one) => (one.kind === 'packet' ? [textOf(one.payload)] : []));
  }

  /** What has come beside packets. */
  get signs(): readonly string[] {
    return this.received.flatMap(({ kind }) => (kind === 'packet' ? [] : [kind]));
  }

  gone(): void {
    this.#connection.gone();
  }
}

/** Connected, as gdb does it. */
export async function greeted(session: Session): Promise<Client> {
  const client = new Client(session);
  await client.ask('qSupported:multiprocess+;swbreak+;hwbreak+');
  await client.ask('QStartNoAckMode');
  return client;
}
