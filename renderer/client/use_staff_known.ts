// Whether it is known who may sign in; only looks on, the sign-in page asks.
import { useQuery } from '@tanstack/react-query';
import { useClient } from './services.tsx';
import { staffQuery } from './staff.ts';

export const useStaffKnown = (): boolean =>
  useQuery({ ...staffQuery(useClient()), enabled: false }).data !== undefined;
