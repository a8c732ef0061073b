// Asks the hub for the page's figures. A session that is over, a refusal and a dead line are plain answers.
import { queryOptions } from '@tanstack/react-query';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Day, Month } from '#shared/base/month.ts';
import type {
  HqBranchDay,
  HqBranches,
  HqBranchLooks,
  HqBranchMonth,
  HqFailure,
  HqLooks,
  HqModels,
  HqSession,
  HqStrategies,
} from '#shared/contract/view_hq.ts';
import { takeFirstAnswer } from './first_answers.ts';

type Answer<T> = Promise<Result<T, HqFailure>>;

const UNAVAILABLE: HqFailure = { type: 'unavailable' };

async function ask<T>(path: string, body?: object): Answer<T> {
  try {
    const asked = body === undefined ? takeFirstAnswer(path) : undefined;
    const response = await (asked ?? send(path, body));
    const told: unknown = await response.json();
    return response.ok ? ok(told as T) : err(isFailure(told) ? told : UNAVAILABLE);
  } catch {
    return err(UNAVAILABLE);
  }
}

const send = (path: string, body: object | undefined): Promise<Response> =>
  fetch(path, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
    credentials: 'same-origin',
    cache: 'no-store',
  });

/** What a proxy answers in the hub's place is none. */
const isFailure = (told: unknown): told is HqFailure =>
  typeof told === 'object' && told !== null && 'type' in told;

export const signIn = (name: string, password: string): Answer<HqSession> =>
  ask('/api/sign-in', { name, password });

export const signOut = (): Answer<object> => ask('/api/sign-out', {});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => ask<HqSession>('/api/session'),
});

/** Of all figures: they go when somebody signs out. */
export const figuresKey = ['figures'] as const;

const withWord = (path: string, name: string, value: string | null): string =>
  value === null ? path : `${path}?${name}=${value}`;

/** @param month null: the present one */
export const branchesQuery = (month: Month | null) =>
  queryOptions({
    queryKey: [...figuresKey, 'branches', month],
    queryFn: () => ask<HqBranches>(withWord('/api/branches', 'month', month)),
  });

/** @param day null: today where the branch stands */
export const branchDayQuery = (code: string, day: Day | null) =>
  queryOptions({
    queryKey: [...figuresKey, 'day', code, day],
    queryFn: () =>
      ask<HqBranchDay>(withWord(`/api/branches/${encodeURIComponent(code)}/day`, 'day', day)),
  });

export const branchMonthQuery = (code: string, month: Month | null) =>
  queryOptions({
    queryKey: [...figuresKey, 'month', code, month],
    queryFn: () =>
      ask<HqBranchMonth>(
        withWord(`/api/branches/${encodeURIComponent(code)}/month`, 'month', month),
      ),
  });

/** @param month null: the present one */
export const looksQuery = (month: Month | null) =>
  queryOptions({
    queryKey: [...figuresKey, 'looks', month],
    queryFn: () => ask<HqLooks>(withWord('/api/looks', 'month', month)),
  });

export const branchLooksQuery = (code: string, month: Month | null) =>
  queryOptions({
    queryKey: [...figuresKey, 'looks', month, code],
    queryFn: () =>
      ask<HqBranchLooks>(
        withWord(`/api/branches/${encodeURIComponent(code)}/looks`, 'month', month),
      ),
  });

export const strategiesQuery = queryOptions({
  queryKey: [...figuresKey, 'strategies'],
  queryFn: () => ask<HqStrategies>('/api/strategies'),
});

export const modelsQuery = queryOptions({
  queryKey: [...figuresKey, 'models'],
  queryFn: () => ask<HqModels>('/api/models'),
});
