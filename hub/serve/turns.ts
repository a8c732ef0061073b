// Batches of one device, one after the other in the order in which they came: whoever waits holds no connection meanwhile.

export type Turns = {
  /** A place behind all that came before under this name. `end` must be called, whatever happened. */
  take(name: string): Turn;
};

export type Turn = {
  /** Resolves when those before have ended. */
  readonly come: Promise<void>;
  readonly end: () => void;
};

/** Of one copy of the hub: copies are kept apart by the lock of the device. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    take(name) {
      const come = last.get(name) ?? Promise.resolve();
      let pass: () => void = nothing;
      const ended = new Promise<void>((resolve) => {
        pass = resolve;
      });
      const own = come.then(() => ended);
      last.set(name, own);
      return {
        come,
        end() {
          pass();
          if (last.get(name) === own) last.delete(name);
        },
      };
    },
  };
}

function nothing(): void {
  // Set before it is called.
}
