// The windows that hear what the data process pushes.
import type { Push } from '#shared/contract/message.ts';
import type { Channel } from './channel.ts';

export type Audience = {
  /** Leaves by itself when the channel closes. */
  add(channel: Channel): void;
  push(message: Push): void;
};

export function createAudience(): Audience {
  const channels = new Set<Channel>();
  return {
    add(channel) {
      channels.add(channel);
      channel.onClose(() => channels.delete(channel));
    },
    push(message) {
      for (const channel of channels) channel.send(message);
    },
  };
}
