// Questions that take the data process long, one at a time: who walks quickly through the days asks for the last of them,
// not for each on the way.

export type InTurn = <T>(
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal,
  ask: () => Promise<T>,
) => Promise<T>;

/** Of those that wait the newest goes first; one that was given up is never asked, and fails with the signal's reason. */
export function createInTurn(): InTurn {
  const waiting: (() => void)[] = [];
  let isUnderWay = false;

  const next = (): void => {
    isUnderWay = false;
    waiting.pop()?.();
  };

  return (signal, ask) =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(begin), 1);
        reject(signal.reason as Error);
      };
      const begin = (): void => {
        isUnderWay = true;
        signal.removeEventListener('abort', giveUp);
        void ask().then(resolve, reject).finally(next);
      };
      if (!isUnderWay) {
        begin();
        return;
      }
      waiting.push(begin);
      signal.addEventListener('abort', giveUp);
    });
}
