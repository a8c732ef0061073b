// The counter's end of the port to the customer's screen. Without a screen everything goes nowhere.
import type { Channel } from '#electron/port/channel.ts';
import type { DisplayFrame } from '#shared/contract/display.ts';
import { type DisplaySays, readDisplaySays } from '#shared/contract/display_says.ts';

export type DisplayLink = {
  attach(channel: Channel): void;
  /** The screen shows it, also one that comes later. */
  show(frame: DisplayFrame): void;
  /** The greeting of a day on which nobody has signed in yet; nothing where something was shown. */
  greet(of: Omit<DisplayFrame, 'show'>): void;
  /** The greeting, in the language of before. */
  blank(): void;
  /** Returns how to stop listening. */
  onSays(listener: (says: DisplaySays) => void): () => void;
};

export function createDisplayLink(): DisplayLink {
  const listeners = new Set<(says: DisplaySays) => void>();
  let channel: Channel | null = null;
  let shown: DisplayFrame | null = null;
  const link: DisplayLink = {
    attach(next) {
      channel = next;
      next.onMessage((message) => {
        const says = readDisplaySays(message);
        if (says === null || channel !== next) return;
        for (const listener of listeners) listener(says);
      });
      if (shown !== null) next.send(shown);
    },
    show(frame) {
      if (JSON.stringify(frame) === JSON.stringify(shown)) return;
      shown = frame;
      channel?.send(frame);
    },
    greet(of) {
      if (shown === null) link.show({ ...of, show: { kind: 'greeting' } });
    },
    blank() {
      if (shown !== null) link.show({ ...shown, show: { kind: 'greeting' } });
    },
    onSays(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return link;
}
