// The parts of ECharts that are used, and no others. Imported only by charts that load lazily.
import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
  TitleComponent,
  type TitleComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | TitleComponentOption
  | TooltipComponentOption
>;

let isRegistered = false;

/** Makes a chart inside `element`; the caller disposes of it. Animation is off: the clerk reads at once. */
export function createChart(element: HTMLElement) {
  if (!isRegistered) {
    use([
      BarChart,
      LineChart,
      GridComponent,
      MarkLineComponent,
      TitleComponent,
      TooltipComponent,
      LabelLayout,
      SVGRenderer,
    ]);
    isRegistered = true;
  }
  return init(element, null, { renderer: 'svg' });
}
