// Batches of one device, one after the other in the order in which they came: whoever waits holds no connection meanwhile.

export type Turns = {
  /** A place behind all that came before under this name. `end` must be called, whatever happened. */
  take(name: string): Turn;
};

export type Turn = {
  /** Resolves when those before have ended. */
  readonly come: Promise<void>;
  /** It is the device's own: those behind wait until it has ended, however long it takes. */
  readonly own: () => void;
  readonly end: () => void;
};

/** For the whole of a question, and to see whose it is. Who holds a token alone keeps the device waiting no longer. */
const UNKNOWN_MS = 3_000;

/**
 * Of one copy of the hub: copies are kept apart by the lock of the device.
 * @param unknownMs so long those behind wait for a turn that is not known to be the device's own
 */
export function createTurns(unknownMs = UNKNOWN_MS): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    take(name) {
      const come = last.get(name) ?? Promise.resolve();
      let pass: () => void = nothing;
      const ended = new Promise<void>((resolve) => {
        pass = resolve;
      });
      const whole = come.then(() => ended);
      last.set(name, whole);
      // Not before: the one before may still be under way when this one gives up.
      void whole.then(() => last.get(name) === whole && last.delete(name));
      const end = (): void => {
        clearTimeout(timer);
        pass();
      };
      const timer = setTimeout(end, unknownMs).unref();
      return { come, own: () => clearTimeout(timer), end };
    },
  };
}

function nothing(): void {
  // Set before it is called.
}
