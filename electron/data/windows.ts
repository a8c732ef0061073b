// The windows that are connected, and what is pushed to them.
import type { Channel } from '#electron/port/channel.ts';
import type { Push } from '#shared/contract/message.ts';
import type { AppState } from '#shared/contract/view_status.ts';

export type Windows = {
  add(port: number, channel: Channel): void;
  remove(port: number): void;
  /** Each window gets its own: who is signed in differs. Many changes in one moment are one push. */
  pushState(): void;
  pushLedger(): void;
  close(): void;
};

const GATHER_MS = 40;

export function createWindows(stateFor: (port: number) => AppState): Windows {
  const channels = new Map<number, Channel>();
  let timer: NodeJS.Timeout | null = null;
  const send = (messageFor: (port: number) => Push): void => {
    for (const [port, channel] of channels) channel.send(messageFor(port));
  };
  return {
    add(port, channel) {
      channels.set(port, channel);
    },
    remove(port) {
      channels.delete(port);
    },
    pushState() {
      timer ??= setTimeout(() => {
        timer = null;
        send((port) => ({ kind: 'push', topic: 'state', state: stateFor(port) }));
      }, GATHER_MS);
    },
    pushLedger() {
      send(() => ({ kind: 'push', topic: 'ledger' }));
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const channel of channels.values()) channel.close();
      channels.clear();
    },
  };
}
