// One ECharts instance in React: drawn after the page around it is painted, for the width it gets; redrawn when width or
// option change, disposed of at the end.
import { useEffect, useRef } from 'react';
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
    const forget = afterPaint(() => {
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

  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = null;
    },
    [],
  );

  return <div ref={element} aria-hidden="true" style={{ width: '100%', height }} />;
}

/** In the first task after the next frame: to draw takes longer than all else on a customer's page. Returns how to stop. */
function afterPaint(work: () => void): () => void {
  let timer: number | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
