import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { Page } from '../../../ui/page.tsx';
import { useSession } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { signOutRoute } from '../contract/sign-in.ts';
import { useSend } from './use-send.ts';

/** True when the browser opened this very address, perhaps by a link on another site: then a person must press. */
const wasOpenedDirectly = (): boolean => {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && new URL(entry.name, window.location.href).pathname === '/sign-out';
};

/** Ends the session. */
export const SignOutPage = () => {
  const text = useText();
  const send = useSend();
  const go = useGo();
  const { refresh } = useSession();
  const hasRun = useRef(false);
  const signOut = useCallback(async () => {
    if (hasRun.current) return;
    hasRun.current = true;
    await send(signOutRoute, {});
    go('/sign-in');
    await refresh();
  }, [send, go, refresh]);
  useEffect(() => {
    if (!wasOpenedDirectly()) void signOut();
  }, [signOut]);
  return (
    <Page title={text('accounts.sign-out')} width="reading">
      <Button onClick={signOut}>{text('accounts.sign-out')}</Button>
    </Page>
  );
};
