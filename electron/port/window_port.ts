// The page's end of the hand-over: the preload posts the port to its own window, once at start and after each restart.
import { PORT_MESSAGE } from '#shared/contract/shell.ts';
import { type Channel, pageChannel } from './channel.ts';

/** Call it while the page's first script runs: the preload posts when the document has been parsed. */
export function onWindowPort(page: Window, listener: (channel: Channel) => void): void {
  page.addEventListener('message', (event) => {
    if (event.source !== page || event.data !== PORT_MESSAGE) return;
    const port = event.ports[0];
    if (port !== undefined) listener(pageChannel(port));
  });
}
