// The state of the device for pages; null until it was told for the first time.
import { useQuery } from '@tanstack/react-query';
import type { AppState } from '#shared/contract/view_status.ts';
import { useClient } from './services.tsx';
import { stateQuery } from './state.ts';

export function useAppState(): AppState | null {
  const { data } = useQuery(stateQuery(useClient()));
  return data?.ok === true ? data.value : null;
}
