/** The page: starts the machine with the program of the link, or with the demo. */

import { render } from 'preact';
import { App } from './app.tsx';
import { start } from './state/start.ts';

const place = document.getElementById('page')!;
place.replaceChildren();
render(<App />, place);
await start();
