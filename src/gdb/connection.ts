/** One client: bytes in, bytes out, and between them the session, piece by piece. */

import { frame, FrameReader, type Frame } from './framing.ts';
import { readRequest } from './request.ts';
import { TOO_LONG, UNKNOWN, type Answer, type Session } from './session.ts';
import { bytesOf, hexOfText, textOf } from './text.ts';
import type { Travel } from './travel.ts';

/** The client's end of the line. */
export interface Line {
  send(bytes: Uint8Array): void;
  /** After what has been sent. @param ends whether the session is to end with the connection */
  close(ends: boolean): void;
  /** The session cannot go on. */
  fail(error: unknown): void;
}

/** Milliseconds that the program runs before anybody else gets to do something. */
const TURN = 20;
/** What a client may say before it has got answers. */
const MOST_WAITING = 64;

const ACKNOWLEDGED = bytesOf('+');
const AGAIN = bytesOf('-');

export class Connection {
  readonly #session: Session;
  readonly #line: Line;
  readonly #reader = new FrameReader();
  /** Packets that came while the program ran. */
  readonly #waiting: Frame[] = [];
  #acknowledges = true;
  #last: Uint8Array | undefined;
  #travel: Travel | undefined;
  #isOver = false;

  constructor(session: Session, line: Line) {
    this.#session = session;
    this.#line = line;
    session.begin();
  }

  /** Bytes have come from the client. */
  take(bytes: Uint8Array): void {
    this.#guarded(() => {
      for (const one of this.#reader.read(bytes)) {
        if (this.#isOver) return;
        if (!this.#travel || one.kind === 'interrupt') this.#handle(one);
        else if (this.#waiting.push(one) > MOST_WAITING) this.#close(false);
      }
    });
  }

  /** The client is gone, whether it has said so or not. */
  gone(): void {
    if (this.#travel) this.#session.interrupted();
    this.#travel = undefined;
    this.#isOver = true;
    this.#session.end();
  }

  #handle(one: Frame): void {
    switch (one.kind) {
      case 'packet':
        if (this.#acknowledges) this.#line.send(ACKNOWLEDGED);
        return this.#packet(textOf(one.payload));
      case 'damaged':
        if (this.#acknowledges) this.#line.send(AGAIN);
        return;
      case 'too long':
        if (this.#acknowledges) this.#line.send(ACKNOWLEDGED);
        return this.#answer(TOO_LONG);
      case 'again':
        if (this.#last) this.#line.send(this.#last);
        return;
      case 'interrupt':
        if (this.#travel) this.#arrive(this.#session.interrupted());
        return;
      case 'acknowledged':
    }
  }

  #packet(text: string): void {
    const request = readRequest(text);
    this.#answer(request ? this.#session.answer(request) : UNKNOWN);
    if (request?.kind === 'no acknowledgements') this.#acknowledges = false;
  }

  #answer(answer: Answer): void {
    switch (answer.kind) {
      case 'reply':
        return this.#send(answer.text);
      case 'travel':
        this.#travel = answer.travel;
        return this.#run(answer.travel);
      case 'goodbye':
        if (answer.text !== undefined) this.#send(answer.text);
        return this.#close(answer.ends);
    }
  }

  /** A turn of the journey, unless it was given up meanwhile. */
  #run(travel: Travel): void {
    if (this.#travel !== travel) return;
    const end = performance.now() + TURN;
    do {
      const { done, value } = travel.next();
      if (done) return this.#arrive(this.#session.arrived(value));
      if (value !== undefined) this.#send(`O${hexOfText(value)}`);
    } while (performance.now() < end);
    setImmediate(() => this.#guarded(() => this.#run(travel)));
  }

  #arrive(text: string): void {
    this.#travel = undefined;
    this.#send(text);
    while (!this.#travel && !this.#isOver) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#handle(next);
    }
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#isOver = true;
      this.#travel = undefined;
      this.#line.fail(error);
    }
  }

  #send(text: string): void {
    this.#last = frame(bytesOf(text));
    this.#line.send(this.#last);
  }

  #close(ends: boolean): void {
    this.#isOver = true;
    this.#line.close(ends);
  }
}
