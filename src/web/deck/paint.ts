/** Colours and patterns for canvases: those of the style sheet. */

const THREADS = 4;

/** One of each theme and screen. */
const patterns = new Map<string, CanvasPattern | null>();

export class Paint {
  readonly #style = getComputedStyle(document.documentElement);
  readonly ink = this.#value('--ink');
  readonly ink2 = this.#value('--ink-2');
  readonly line = this.#value('--line');
  readonly strong = this.#value('--line-strong');
  readonly edge = this.#value('--light-edge');
  readonly sans = this.#value('--sans');
  readonly zone = mix(this.#value('--line-strong'), 9);
  readonly wash = mix(this.#value('--light'), Number.parseFloat(this.#value('--wash')));

  readonly #threads = Array.from({ length: THREADS }, (_, id) => this.#value(`--t${id}`));
  readonly #hollow = this.#threads.map((color) => mix(color, 16));
  readonly #gap = this.#value('--well');

  thread(id: number): string {
    return this.#threads[id % THREADS]!;
  }

  /** What is still to come. */
  hollow(id: number): string {
    return this.#hollow[id % THREADS]!;
  }

  /** The pattern that goes over the colour: hatched, dotted, barred; nothing for the first. */
  pattern(context: CanvasRenderingContext2D, id: number): CanvasPattern | null {
    const kind = id % THREADS;
    const gap = this.#gap;
    const key = `${kind} ${gap}`;
    if (!patterns.has(key))
      patterns.set(key, kind === 0 ? null : context.createPattern(tile(kind, gap), 'repeat'));
    return patterns.get(key)!;
  }

  #value(name: string): string {
    return this.#style.getPropertyValue(name).trim();
  }
}

function mix(color: string, percent: number): string {
  return `color-mix(in srgb, ${color} ${percent}%, transparent)`;
}

const TILE = 6;

function tile(kind: number, gap: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [TILE, TILE];
  const context = canvas.getContext('2d')!;
  context.fillStyle = gap;
  context.strokeStyle = gap;
  if (kind === 1) {
    context.lineWidth = 1.6;
    context.beginPath();
    for (const from of [-TILE, 0, TILE]) {
      context.moveTo(from - 1, TILE + 1);
      context.lineTo(from + TILE + 1, -1);
    }
    context.stroke();
  } else if (kind === 2) {
    context.beginPath();
    context.arc(3, 3, 1.4, 0, 2 * Math.PI);
    context.fill();
  } else context.fillRect(4, 0, 2, TILE);
  return canvas;
}
