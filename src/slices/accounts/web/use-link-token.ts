import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AnswerOf, Route } from '../../../platform/http/route.ts';
import { problemOf } from '../../../ui/problem.ts';
import { type Text, useText } from '../../../ui/use-text.ts';
import { useSend } from './use-send.ts';

/**
 * The secret after `#` in the address. It is taken out of the address at once, so that it stays in no history, no
 * bookmark and no picture of the screen.
 */
export const useLinkToken = (): string => {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (window.location.hash) {
      window.history.replaceState(window.history.state, '', window.location.pathname);
    }
  }, []);
  return token;
};

/** A token that a mail program cut short is a wrong link too, not a field that somebody could correct. */
const sayProblem = (error: unknown, text: Text): string => {
  const problem = problemOf(error);
  if (problem?.errors?.some(({ field }) => field === 'token')) return text('error.accounts.linkInvalid');
  return problem?.title ?? text('ui.problem-network');
};

/**
 * Opens a link once: the secret for the authenticator app must not change while somebody is scanning it, neither by
 * another language nor by another tab.
 */
export const useOpenedLink = <R extends Route>(
  route: R,
  token: string,
): { answer: AnswerOf<R> | undefined; problem: string } => {
  const text = useText();
  const send = useSend();
  const { data, error } = useQuery({
    queryKey: [route.path, token],
    queryFn: () => send(route, { body: { token } as never }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
    throwOnError: false,
    meta: { isShown: true },
  });
  return { answer: data as AnswerOf<R> | undefined, problem: error ? sayProblem(error, text) : '' };
};
