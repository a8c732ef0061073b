// The page's end of the hand-over: the preload posts the port to its own window, once at start and after each restart.
import { DISPLAY_PORT_MESSAGE, PORT_MESSAGE } from '#shared/contract/shell.ts';
import { type Channel, pageChannel } from './channel.ts';

/** Call it while the page's first script runs: the preload posts when the document has been parsed. */
export const onWindowPort = (page: Window, listener: (channel: Channel) => void): void =>
  onPort(page, PORT_MESSAGE, listener);

/** The port between the counter's page and the customer's screen; at the first script also. */
export const onDisplayPort = (page: Window, listener: (channel: Channel) => void): void =>
  onPort(page, DISPLAY_PORT_MESSAGE, listener);

function onPort(page: Window, message: string, listener: (channel: Channel) => void): void {
  page.addEventListener('message', (event) => {
    if (event.source !== page || event.data !== message) return;
    const port = event.ports[0];
    if (port !== undefined) listener(pageChannel(port));
  });
}
