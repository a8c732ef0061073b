// The branch's day as a picture. Load it lazily: it brings ECharts. Its figures stand as tables beside it.
import { useCallback } from 'react';
import { type DayChartInput, dayOption } from './day_option.ts';
import { EChart } from './echart.tsx';

type DayChartProps = {
  /** Keep its identity while the report is the same. */
  readonly input: DayChartInput;
  /** CSS px; 260 or more. */
  readonly height: number;
};

export function DayChart({ input, height }: DayChartProps) {
  const optionFor = useCallback(
    (width: number) => dayOption(input, width, height),
    [input, height],
  );
  return <EChart optionFor={optionFor} height={height} />;
}
