/** More memory was asked for than there is. Nothing has been changed. */
export class OutOfMemory extends RangeError {
  override name = 'OutOfMemory';
  /** Bytes. */
  readonly needed: number;
  /** The most that there can be; undefined where only the computer knows. */
  readonly most: number | undefined;

  constructor(message: string, needed: number, most?: number) {
    super(message);
    this.needed = needed;
    this.most = most;
  }
}
