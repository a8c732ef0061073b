// Colours and type of every chart: those of the theme, so that dark and forced colours reach them. The three of the figures
// stay apart in the common kinds of colour blindness and in grey.
export const chartColors = {
  main: 'var(--chart-1)',
  mainSoft: 'var(--accent-soft)',
  second: 'var(--chart-2)',
  third: 'var(--chart-3)',
  text: 'var(--ink)',
  quiet: 'var(--ink-2)',
  line: 'var(--line-strong)',
  grid: 'var(--line)',
  paper: 'var(--paper)',
} as const;

export const CHART_FONT =
  '"Noto Sans SC", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", sans-serif';

/** Read at arm's length: axis labels and the labelled last value, CSS px. */
export const AXIS_SIZE = 13;
export const VALUE_SIZE = 15;
