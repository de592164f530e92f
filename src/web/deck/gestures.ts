/** What pointers mean on the timeline: one goes to a moment, two hold a part of the run between them. */

/** Two fingers, and the instructions that lie under them. */
interface Pinch {
  readonly ids: readonly [number, number];
  readonly held: readonly [number, number];
}

export interface Surface {
  /** Under a place of the screen. */
  readonly instructionAt: (clientX: number) => number;
  readonly seek: (clientX: number) => void;
  /** Brings two instructions under two places. */
  readonly hold: (held: readonly [number, number], xs: readonly [number, number]) => void;
}

/** Pixels below which fingers have not moved, and at which two of them cannot be told apart. */
const STILL = 4;
const CLOSE = 12;

export class Gestures {
  #surface: Surface;
  /** Where each was put down and is now. */
  readonly #pointers = new Map<number, { readonly from: number; x: number }>();
  #pinch: Pinch | undefined;
  /** From the second finger on, until the last one is gone, nobody wants to go elsewhere. */
  #hasPinched = false;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /** As the timeline is now. */
  set surface(surface: Surface) {
    this.#surface = surface;
  }

  down({ pointerId, pointerType, button, clientX, currentTarget }: PointerEvent): void {
    if (button !== 0) return;
    (currentTarget as HTMLElement).setPointerCapture(pointerId);
    this.#pointers.set(pointerId, { from: clientX, x: clientX });
    const [one, other] = this.#pointers.keys();
    if (one !== undefined && other !== undefined) {
      this.#hasPinched = true;
      this.#pinch = { ids: [one, other], held: [this.#under(one), this.#under(other)] };
    } else if (pointerType !== 'touch') this.#surface.seek(clientX);
  }

  move({ pointerId, pointerType, clientX }: PointerEvent): void {
    const pointer = this.#pointers.get(pointerId);
    if (!pointer) return;
    pointer.x = clientX;
    if (this.#pinch) this.#stretch(this.#pinch);
    else if (this.#hasPinched) return;
    // a second finger may be about to come
    else if (pointerType !== 'touch' || Math.abs(clientX - pointer.from) >= STILL)
      this.#surface.seek(clientX);
  }

  up({ pointerId, pointerType, clientX, type }: PointerEvent): void {
    if (!this.#pointers.delete(pointerId)) return;
    this.#pinch = undefined;
    const isTap = pointerType === 'touch' && type === 'pointerup' && !this.#hasPinched;
    if (isTap) this.#surface.seek(clientX);
    if (this.#pointers.size === 0) this.#hasPinched = false;
  }

  #stretch({ ids, held }: Pinch): void {
    const [one, other] = [this.#x(ids[0]), this.#x(ids[1])];
    const isTurned = other - one > 0 !== held[1] - held[0] > 0;
    if (isTurned || Math.abs(other - one) < CLOSE) return;
    this.#surface.hold(held, [one, other]);
  }

  #x(id: number): number {
    return this.#pointers.get(id)!.x;
  }

  #under(id: number): number {
    return this.#surface.instructionAt(this.#x(id));
  }
}
