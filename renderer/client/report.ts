// The manager's queries. A push of the ledger makes them stale.
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';
import type { Day, Month } from '#shared/base/month.ts';
import type { VisitFilter } from '#shared/contract/view_visits.ts';
import { createInTurn } from './in_turn.ts';

export const reportKey = ['report'] as const;

/** For all that is asked about a day, a month or their visits. */
export const reportInTurn = createInTurn();

/** @param day null: today in the branch's time zone */
export const dayReportQuery = (client: Client, day: Day | null) =>
  queryOptions({
    queryKey: [...reportKey, 'day', day],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('report.day', { day })),
  });

export const settledQuery = (client: Client, day: Day) =>
  queryOptions({
    queryKey: [...reportKey, 'settled', day],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('report.settled', { day })),
  });

export const hintsQuery = (client: Client) =>
  queryOptions({
    queryKey: [...reportKey, 'hints'],
    queryFn: () => client.send('report.hints', {}),
  });

export const giftStockQuery = (client: Client, gift: string) =>
  queryOptions({
    queryKey: [...reportKey, 'gift', gift],
    queryFn: () => client.send('gift.stock', { gift }),
  });

export const reportDaysQuery = (client: Client) =>
  queryOptions({
    queryKey: [...reportKey, 'days'],
    queryFn: () => client.send('report.days', {}),
  });

export const monthReportQuery = (client: Client, month: Month | null) =>
  queryOptions({
    queryKey: [...reportKey, 'month', month],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('report.month', { month })),
  });

type VisitsAsked = {
  /** Null: today in the branch's time zone. */
  readonly day: Day | null;
  /** Null: that day alone. */
  readonly to: Day | null;
  readonly filter: VisitFilter;
  readonly offset: number;
};

export const visitsQuery = (client: Client, asked: VisitsAsked) =>
  queryOptions({
    queryKey: [...reportKey, 'visits', asked],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('visits.list', asked)),
  });
