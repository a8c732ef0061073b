// Work that the picture being made must not wait for, nor the key that follows it at once.

/** When nothing else is left to do the page waits no longer than that, in ms. */
const AT_MOST_MS = 200;

/** Once the next frame is out and the page has nothing more urgent to do. Returns how to stop. */
export function afterFrame(work: () => void): () => void {
  let idle: number | undefined;
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(work, { timeout: AT_MOST_MS });
  });
  return () => {
    cancelAnimationFrame(frame);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
