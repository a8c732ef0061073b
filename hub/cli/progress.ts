// Progress on standard error: a bar on a terminal, otherwise a line every few seconds.
import { formatCount } from './format.ts';

export interface Progress {
  /** One finished or beginning step. */
  line(text: string): void;
  /** A long step; without `total` only the count and the rate are shown. */
  begin(label: string, total?: number): ProgressTask;
}

interface ProgressTask {
  /** `done` rows (or what the label says) in all, not since the last call. */
  update(done: number): void;
  end(summary?: string): void;
}

export type ProgressStream = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
};

const BAR_CELLS = 24;
const TTY_MS = 100;
const LINE_MS = 3_000;

export function createProgress(
  stream: ProgressStream,
  clock: () => number = () => performance.now(),
): Progress {
  const tty = stream.isTTY === true;
  const clear = tty ? '\r\u001b[K' : '';
  return {
    line: (text) => void stream.write(`${clear}${text}\n`),
    begin(label, total) {
      const start = clock();
      let shownAt = tty ? Number.NEGATIVE_INFINITY : start;
      let done = 0;
      const show = (): string => {
        const seconds = (clock() - start) / 1000;
        const rate = seconds > 0 ? `${formatCount(Math.round(done / seconds))}/s` : '';
        if (total === undefined || total === 0) return `${label} ${formatCount(done)} ${rate}`;
        const share = Math.min(1, done / total);
        const filled = Math.round(share * BAR_CELLS);
        const bar = tty ? `[${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}] ` : '';
        const percent = `${Math.floor(share * 100)}%`;
        return `${label} ${bar}${percent} ${formatCount(done)}/${formatCount(total)} ${rate}`;
      };
      return {
        update(count) {
          done = count;
          if (clock() - shownAt < (tty ? TTY_MS : LINE_MS)) return;
          shownAt = clock();
          stream.write(
            tty ? `${clear}${show().slice(0, (stream.columns ?? 80) - 1)}` : `${show()}\n`,
          );
        },
        end(summary) {
          const seconds = ((clock() - start) / 1000).toFixed(1);
          stream.write(`${clear}${summary ?? `${label} ${formatCount(done)}`} (${seconds} s)\n`);
        },
      };
    },
  };
}
