import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { LiveContext } from '../../ui/live-events.ts';
import { createLiveSource } from './live-source.ts';

const StateContext = createContext(true);

/** Whether the live connection stands (also true while nobody needs one). */
export const useIsLive = (): boolean => useContext(StateContext);

/** One live connection for the whole tab. */
export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const [isLive, setLive] = useState(true);
  const source = useMemo(() => createLiveSource('/api/v1/events', setLive), []);
  return (
    <LiveContext value={source}>
      <StateContext value={isLive}>{children}</StateContext>
    </LiveContext>
  );
};
