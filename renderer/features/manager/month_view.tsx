// The month that is shown, asked for at the data process.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Day, Month } from '#shared/base/month.ts';
import { monthReportQuery } from '#renderer/client/report.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { MonthFigures } from './month_figures.tsx';

export function MonthView(props: {
  /** Null: the present one. */
  readonly month: Month | null;
  readonly onDay: (day: Day) => void;
}) {
  const client = useClient();
  const { data } = useQuery({
    ...monthReportQuery(client, props.month),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return null;
  if (!data.ok) return <FailureText failure={data.error} />;
  return (
    <MonthFigures report={data.value} isAlone={data.value.devices === 1} onDay={props.onDay} />
  );
}
