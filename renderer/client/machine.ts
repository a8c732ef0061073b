// What was chosen for this computer, by people here or by the administrator.
import { queryOptions } from '@tanstack/react-query';
import type { Shell } from '#shared/contract/shell.ts';

export const machineQuery = (shell: Shell) =>
  queryOptions({
    queryKey: ['machine'],
    queryFn: () => shell.machine(),
    // A second screen may have come, and a closed window is off.
    staleTime: 0,
    refetchInterval: 2_000,
  });
