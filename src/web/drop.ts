/** Programs of one's own, dropped onto the page or chosen. */

import { useState } from 'preact/hooks';
import { load, say } from './state/actions.ts';

/** More than any program that a class looks at. */
const LARGEST_FILE = 32 << 20;

interface Drop {
  readonly over: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

export function useDrop(): Drop {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event) {
        setOver(false);
        const [file] = event.dataTransfer?.files ?? [];
        if (!file) return;
        event.preventDefault();
        void open(file);
      },
    },
  };
}

const ELF_MAGIC = [0x7f, 0x45, 0x4c, 0x46];

/** A source is text, an object or executable begins with ELF's four bytes. */
export async function open(file: File): Promise<void> {
  if (file.size > LARGEST_FILE) {
    say(`${file.name} has ${file.size} bytes; the page takes up to ${LARGEST_FILE >> 20} MiB.`, true);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (ELF_MAGIC.every((byte, index) => bytes[index] === byte)) {
    await load({ name: file.name, bytes });
    return;
  }
  if (bytes.includes(0)) {
    say(`${file.name} is neither assembly nor an ELF file: gcc -S or gcc -c makes one of C.`, true);
    return;
  }
  await load({ name: file.name, text: new TextDecoder().decode(bytes) });
}
