// Colours and type of every chart. Blue, orange and purple stay apart in the common kinds of colour blindness and in grey.
export const chartColors = {
  main: '#0a6e8a',
  mainSoft: 'rgba(10, 110, 138, 0.12)',
  second: '#d97706',
  third: '#6b4fa0',
  text: '#1f2933',
  quiet: '#52606d',
  line: '#cbd2d9',
  grid: '#e9edf1',
} as const;

export const CHART_FONT =
  '"Noto Sans SC", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", sans-serif';

/** Read at arm's length: axis labels and the labelled last value, CSS px. */
export const AXIS_SIZE = 13;
export const VALUE_SIZE = 15;
