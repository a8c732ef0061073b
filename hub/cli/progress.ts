// Progress on standard error: a bar on a terminal, otherwise a line every few seconds.
import { formatCount } from './format.ts';

export interface Progress {
  /** One finished or beginning step. */
  line(text: string): void;
  /** A long step; without `total` only the count and the rate are shown. */
  begin(label: string, total?: number): ProgressTask;
}

interface ProgressTask {
  /**
   * `done` rows (or what the label says) in all, not since the last call.
   * @param doing of few long steps: what is under way. It is shown with the time gone instead of a rate.
   */
  update(done: number, doing?: string): void;
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

function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Before each state of the bar. */
export const CLEAR_LINE = '\r\u001b[K';

export function createProgress(
  stream: ProgressStream,
  clock: () => number = () => performance.now(),
): Progress {
  const tty = stream.isTTY === true;
  const clear = tty ? CLEAR_LINE : '';
  return {
    line: (text) => void stream.write(`${clear}${text}\n`),
    begin(label, total) {
      const start = clock();
      let shownAt = tty ? Number.NEGATIVE_INFINITY : start;
      let done = 0;
      let doing: string | undefined;
      const show = (): string => {
        const seconds = (clock() - start) / 1000;
        const rate = seconds > 0 ? `${formatCount(Math.round(done / seconds))}/s` : '';
        if (total === undefined || total === 0) return `${label} ${formatCount(done)} ${rate}`;
        const share = Math.min(1, done / total);
        const filled = Math.round(share * BAR_CELLS);
        const bar = tty ? `[${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}] ` : '';
        const percent = `${Math.floor(share * 100)}%`;
        const counts = `${formatCount(done)}/${formatCount(total)}`;
        return doing === undefined
          ? `${label} ${bar}${percent} ${counts} ${rate}`
          : `${label} ${counts} done, now ${doing}, ${timeText(seconds)}`;
      };
      return {
        update(count, now) {
          const isNews = tty && now !== doing;
          done = count;
          doing = now;
          if (!isNews && clock() - shownAt < (tty ? TTY_MS : LINE_MS)) return;
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
