// Colours and type of every chart. Blue, orange and purple stay apart in the common kinds of colour blindness and in grey.
export const chartColors = {
  main: '#0b6a6e',
  mainSoft: 'rgba(11, 106, 110, 0.12)',
  second: '#d97706',
  third: '#6b4fa0',
  text: '#16242a',
  quiet: '#42535a',
  line: '#b4c1c5',
  grid: '#e3e9ea',
} as const;

export const CHART_FONT =
  '"Noto Sans SC", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", sans-serif';

/** Read at arm's length: axis labels and the labelled last value, CSS px. */
export const AXIS_SIZE = 13;
export const VALUE_SIZE = 15;
