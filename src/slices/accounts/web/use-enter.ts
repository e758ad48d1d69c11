import { useCallback, useEffect, useState } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { useSession } from '../../../ui/session.ts';

/**
 * Goes on once the page knows who has just signed in. Going earlier would meet the gate, which still takes the reader
 * for a stranger and sends back.
 */
export const useEnter = (): ((to: string) => Promise<void>) => {
  const go = useGo();
  const { person, refresh } = useSession();
  const [target, setTarget] = useState('');
  useEffect(() => {
    if (target && person) go(target);
  }, [target, person, go]);
  return useCallback(
    async (to) => {
      await refresh();
      setTarget(to);
    },
    [refresh],
  );
};
