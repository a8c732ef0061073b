// The list of the day as the counter shows it.
import { useQuery } from '@tanstack/react-query';
import type { Day } from '#shared/base/month.ts';
import type { CareList } from '#shared/contract/view_care.ts';
import { careQuery } from '#renderer/client/care.ts';
import { useClient } from '#renderer/client/services.tsx';
import { useAppState } from '#renderer/client/use_app_state.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';

/** `list` is null until it is known. */
export function useCare(today: Day): {
  readonly list: CareList | null;
  readonly failure: Failure | null;
  readonly refresh: () => void;
} {
  const asOf = useAppState()?.sync.asOf ?? null;
  const { data, refetch } = useQuery(careQuery(useClient(), today, asOf));
  return {
    list: data?.ok === true ? data.value : null,
    failure: data?.ok === false ? data.error : null,
    refresh: () => void refetch(),
  };
}
