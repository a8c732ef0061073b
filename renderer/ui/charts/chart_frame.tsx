// Holds a chart's place while it loads, and stands for it when it cannot be drawn: the page around it goes on working.
import { Component, type ReactNode, Suspense } from 'react';

type ChartFrameProps = {
  /** CSS px. */
  readonly height: number;
  readonly loading: string;
  readonly failed: string;
  readonly children: ReactNode;
};

export class ChartFrame extends Component<ChartFrameProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render() {
    const { height, loading, failed, children } = this.props;
    if (this.state.hasFailed) return <p style={{ height }}>{failed}</p>;
    return <Suspense fallback={<p style={{ height }}>{loading}</p>}>{children}</Suspense>;
  }
}
