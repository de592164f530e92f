/** Long work in slices, so that the worker hears what it is told meanwhile. */

export class Cancelled extends Error {
  override name = 'Cancelled';
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

/** Lets messages in. @throws Cancelled */
export async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
  if (signal?.aborted) throw new Cancelled();
}
