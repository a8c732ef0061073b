// Claimed, settled and effect of the day that is shown, as HQ last told of them.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Day } from '#shared/base/month.ts';
import { settledQuery } from '#renderer/client/report.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { SettledFigures } from './settled_figures.tsx';

export function SettledBlock({ day }: { readonly day: Day }) {
  const client = useClient();
  const { data } = useQuery({ ...settledQuery(client, day), placeholderData: keepPreviousData });
  if (data === undefined) return null;
  return data.ok ? <SettledFigures view={data.value} /> : <FailureText failure={data.error} />;
}
