/** The socket that GDB connects to: one client at a time, and a session that outlives it. */

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Connection } from './connection.ts';
import { frame, FrameReader } from './framing.ts';
import type { Session } from './session.ts';
import { bytesOf } from './text.ts';

export interface ListenOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** Default: 127.0.0.1, which only this computer can reach. */
  readonly address?: string;
  /** Told what becomes of clients. */
  readonly tell?: (event: 'connected' | 'gone' | 'refused') => void;
}

export interface GdbServer {
  readonly address: string;
  readonly port: number;
  /** When the session has been ended by its client, or by `close`; rejected with what has made it impossible. */
  readonly ended: Promise<void>;
  close(): void;
}

/** @throws what node:net does when the port cannot be had. */
export async function listen(session: Session, options: ListenOptions): Promise<GdbServer> {
  const { port, address = '127.0.0.1', tell = () => undefined } = options;
  let busy: Socket | undefined;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    if (busy) {
      refuse(socket);
      tell('refused');
      return;
    }
    busy = socket;
    tell('connected');
    serve(session, socket, failed, (ends) => {
      busy = undefined;
      tell('gone');
      if (ends) server.close();
    });
  });
  let failed: (error: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    server.once('close', resolve);
    failed = (error) => {
      stop(server, busy);
      reject(error);
    };
  });
  server.listen(port, address);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  return {
    address: bound.address,
    port: bound.port,
    ended,
    close: () => stop(server, busy),
  };
}

/** Bytes that a client may leave lying about. */
const MOST_UNREAD = 16 << 20;

/** @param over told when the client is gone, and whether the session is to end */
function serve(
  session: Session,
  socket: Socket,
  fail: (error: unknown) => void,
  over: (ends: boolean) => void,
): void {
  let isEnd = false;
  const connection = new Connection(session, {
    fail,
    send: (bytes) => {
      socket.write(bytes);
      if (socket.writableLength > MOST_UNREAD) socket.destroy();
    },
    close: (ends) => {
      isEnd = ends;
      socket.end();
      socket.destroySoon();
    },
  });
  socket.on('data', (bytes) => connection.take(bytes));
  socket.on('close', () => {
    connection.gone();
    over(isEnd);
  });
}

/** Milliseconds in which a client has to say something that can be refused. */
const PATIENCE = 5_000;

/** Whatever it asks first, it is told why there is nothing for it. */
function refuse(socket: Socket): void {
  const reader = new FrameReader();
  socket.setTimeout(PATIENCE, () => socket.destroy());
  socket.on('data', (bytes) => {
    for (const { kind } of reader.read(bytes)) {
      if (kind !== 'packet') continue;
      socket.write('+');
      socket.end(frame(bytesOf('E.another client is connected')));
      return;
    }
  });
}

function stop(server: Server, socket: Socket | undefined): void {
  server.close();
  socket?.destroy();
}
