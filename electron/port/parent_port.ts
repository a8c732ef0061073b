// The data process's end of its line to main: every message checked, ports as channels.
import { type Channel, type ElectronPort, electronChannel } from './channel.ts';
import { type ToData, toDataSchema, type ToMain } from './parent.ts';

/** `process.parentPort` of a utility process. */
export type ParentPort = {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ): unknown;
};

export type Parent = {
  send(message: ToMain): void;
  /** `channel` is there for `connect`. A message that does not fit is a bug of main and throws. */
  onMessage(listener: (message: ToData, channel: Channel | null) => void): void;
};

export const createParent = (port: ParentPort): Parent => ({
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', (event) => {
      const first = event.ports[0];
      listener(toDataSchema.parse(event.data), first === undefined ? null : electronChannel(first));
    });
  },
});
