/** A part of the page that is fetched when it is first wanted. */

import type { FunctionComponent, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export function later(fetch: () => Promise<FunctionComponent>): FunctionComponent {
  let arrived: FunctionComponent | undefined;
  return function Later(): JSX.Element {
    const [Part, setPart] = useState(() => arrived);
    useEffect(() => {
      if (Part) return;
      const show = (part: FunctionComponent): void => setPart(() => part);
      fetch().then(
        (part) => show((arrived = part)),
        () => show(Missing),
      );
    }, [Part]);
    return Part ? <Part /> : <p class="starting">On the way…</p>;
  };
}

function Missing(): JSX.Element {
  return (
    <p class="starting">
      This part of the page cannot be fetched. Load the page again when there is a network.
    </p>
  );
}
