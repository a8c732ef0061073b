// Whether the data process answers: main tells of restarts, the port of its death.
import { useEffect, useState } from 'react';
import type { DataHealth } from '#shared/contract/shell.ts';
import { useServices } from './services.tsx';

export function useDataHealth(): DataHealth {
  const { client, shell } = useServices();
  const [health, setHealth] = useState<DataHealth>({ state: 'up' });
  useEffect(() => {
    let isMounted = true;
    shell.onDataHealth((next) => {
      if (isMounted) setHealth(next);
    });
    const stopAttach = client.onAttach(() => setHealth({ state: 'up' }));
    const stopDetach = client.onDetach(() =>
      setHealth((last) => (last.state === 'up' ? { state: 'starting', attempt: 1 } : last)),
    );
    return () => {
      isMounted = false;
      stopAttach();
      stopDetach();
    };
  }, [client, shell]);
  return health;
}
