// A time limit by silence: whoever still sends, however slowly, is waited for.

export type QuietLimit = {
  /** Aborts when the outer signal does, or after `quietMs` in which nothing was heard. */
  readonly signal: AbortSignal;
  /**
   * Rejects when the signal aborts, whether the work does or not: on Node 20 and 22 the body of an answer that has come
   * whole, but was not read yet, is never told of an abort.
   */
  within<T>(work: Promise<T>): Promise<T>;
  /** Something came: the silence begins anew. */
  heard(): void;
  /** To be called in the end, whatever happened. */
  end(): void;
};

/**
 * The listener and the timer hold the controller. A signal made by `AbortSignal.any` from a timeout's is held by nobody
 * on Node 20: it never fires once the garbage was collected.
 * @param firstMs allowed until the first `heard`: an upload is sent in silence
 */
export function quietLimit(outer: AbortSignal, quietMs: number, firstMs = quietMs): QuietLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  ended.catch(() => undefined);
  const stop = (): void => controller.abort(outer.reason);
  const expire = (): void => controller.abort(new DOMException('nothing came', 'TimeoutError'));
  if (outer.aborted) stop();
  outer.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(expire, firstMs);
  return {
    signal,
    within: (work) => Promise.race([work, ended]),
    heard() {
      clearTimeout(timer);
      timer = setTimeout(expire, quietMs);
    },
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', stop);
    },
  };
}
