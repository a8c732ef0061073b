// Gives each page that asks one port to the data process, and a fresh one after every restart of it.
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { SHELL } from '#electron/port/shell_channels.ts';

export type PortOffice = {
  /** A page asks when it loads, also when it loads again. */
  serve(page: WebContents): void;
  serveAll(): void;
};

/** `connect` hands one end to the data process; false while there is none. */
export function createPortOffice(connect: (port: MessagePortMain) => boolean): PortOffice {
  const pages = new Set<WebContents>();
  const give = (page: WebContents): void => {
    const { port1, port2 } = new MessageChannelMain();
    if (connect(port1)) page.postMessage(SHELL.port, null, [port2]);
  };
  return {
    serve(page) {
      if (!pages.has(page)) {
        pages.add(page);
        page.once('destroyed', () => pages.delete(page));
      }
      give(page);
    },
    serveAll() {
      for (const page of pages) give(page);
    },
  };
}
