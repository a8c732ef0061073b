// The last line of a benchmark, as people and tools/bench/against.mjs read it: `commit ratio=1.40 target=1.25`.

type Figure = {
  /** With a word behind it for a figure that is not the last: `report month`. */
  readonly name: string;
  /** Left out: the figure is a ratio, taken in one run. */
  readonly unit?: string;
  readonly figure: number;
  readonly digits?: number;
} & (
  | { readonly target: number }
  /** More is better. */
  | { readonly atLeast: number }
);

/** The process ends with code 1 where a figure misses its target. */
export function tellFigure({ name, unit, figure, digits = 2, ...aim }: Figure): void {
  const value = figure.toFixed(digits);
  const what = unit === undefined ? `ratio=${value}` : `value=${value} unit=${unit}`;
  const limit = 'target' in aim ? `target=${aim.target}` : `atleast=${aim.atLeast}`;
  process.stdout.write(`${name} ${what} ${limit}\n`);
  const isMet = 'target' in aim ? figure <= aim.target : figure >= aim.atLeast;
  if (!isMet) process.exitCode = 1;
}
