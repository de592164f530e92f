/** The page: starts the machine with the program of the link, or with the demo. */

import { render } from 'preact';
import { App } from './app.tsx';
import { start } from './state/start.ts';

render(<App />, document.getElementById('page')!);
await start();
