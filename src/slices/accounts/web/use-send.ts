import { useCallback } from 'react';
import { type CallInput, call } from '../../../platform/http/client.ts';
import type { AnswerOf, Route } from '../../../platform/http/route.ts';
import { useLanguage } from '../../../ui/use-text.ts';

export type Send = <R extends Route>(route: R, input?: CallInput<R>) => Promise<AnswerOf<R>>;

/** Calls routes in the language on screen, so that refusals can be read. */
export const useSend = (): Send => {
  const language = useLanguage();
  return useCallback((route, input) => call(route, { ...input, language } as never), [language]) as Send;
};
