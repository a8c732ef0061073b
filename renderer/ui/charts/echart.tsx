// One ECharts instance in React: drawn for the width it gets, redrawn when width or option change, disposed of at the end.
import { useEffect, useRef } from 'react';
import { type ChartOption, createChart } from './echarts_core.ts';

type Chart = ReturnType<typeof createChart>;

type EChartProps = {
  /** Pure; keep its identity while its data are the same. */
  readonly optionFor: (width: number) => ChartOption;
  /** CSS px. */
  readonly height: number;
};

/** Hidden from screen readers: whoever uses it shows the same figures as a table. */
export function EChart({ optionFor, height }: EChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);

  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const made = createChart(box);
    chart.current = made;
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const draw = (width: number) => {
      if (width === 0 || chart.current === null) return;
      chart.current.resize({ width, height });
      chart.current.setOption(optionFor(width), { notMerge: true });
    };
    let drawnWidth = box.clientWidth;
    draw(drawnWidth);
    const observer = new ResizeObserver(() => {
      if (box.clientWidth === drawnWidth) return;
      drawnWidth = box.clientWidth;
      draw(drawnWidth);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [optionFor, height]);

  return <div ref={element} aria-hidden="true" style={{ width: '100%', height }} />;
}
