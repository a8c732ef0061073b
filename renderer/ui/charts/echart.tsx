// One ECharts instance in React: drawn after the page around it is painted, for the width it gets; redrawn when width or
// option change, disposed of at the end.
import { useEffect, useRef } from 'react';
import { afterFrame } from '../after_frame.ts';
import { type ChartOption, createChart } from './echarts_core.ts';

type Chart = ReturnType<typeof createChart>;

type EChartProps = {
  /** Pure; keep its identity while its data are the same. */
  readonly optionFor: (width: number) => ChartOption;
  /** CSS px; the place is kept from the first picture on. */
  readonly height: number;
};

/** Hidden from screen readers: whoever uses it shows the same figures as a table. */
export function EChart({ optionFor, height }: EChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);

  // Before the other effect: of a page that goes nothing is cleared, and what follows it is painted first.
  useEffect(
    () => () => {
      const gone = chart.current;
      chart.current = null;
      if (gone !== null) afterFrame(() => gone.dispose());
    },
    [],
  );

  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    let drawnWidth = 0;
    const draw = () => {
      if (box.clientWidth === drawnWidth) return;
      drawnWidth = box.clientWidth;
      if (drawnWidth === 0) return;
      chart.current ??= createChart(box);
      chart.current.resize({ width: drawnWidth, height });
      chart.current.setOption(optionFor(drawnWidth), { notMerge: true });
    };
    const observer = new ResizeObserver(draw);
    const forget = afterFrame(() => {
      draw();
      observer.observe(box);
    });
    return () => {
      forget();
      observer.disconnect();
      // Figures of another customer are not on show for a frame.
      chart.current?.clear();
    };
  }, [optionFor, height]);

  return <div ref={element} aria-hidden="true" style={{ width: '100%', height }} />;
}
