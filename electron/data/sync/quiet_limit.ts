// A time limit by silence: whoever still sends, however slowly, is waited for.

export type QuietLimit = {
  /** Aborts when the outer signal does, or after `quietMs` in which nothing was heard. */
  readonly signal: AbortSignal;
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
  const stop = (): void => controller.abort(outer.reason);
  const expire = (): void => controller.abort(new DOMException('nothing came', 'TimeoutError'));
  if (outer.aborted) stop();
  outer.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(expire, firstMs);
  return {
    signal: controller.signal,
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
