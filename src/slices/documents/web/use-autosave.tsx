import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import { type Problem, problemOf } from '../../../ui/problem.ts';
import type { TextKey } from '../../../ui/text-key.ts';
import { useText } from '../../../ui/use-text.ts';
import { blockText } from '../contract/check-official-content.ts';
import { type OfficialDocument, saveOfficialDocumentRoute } from '../contract/official.ts';
import type { OfficialContent } from '../contract/official-content.ts';

export type Draft = { title: string; content: OfficialContent };
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

/** Saved this long after the last key. */
const restMs = 1_500;

/** Parts of a document that a conflict compares, each as words. */
const parts = {
  title: ({ title }: Draft) => title,
  head: ({ content }: Draft) => Object.values(content.head).filter(Boolean).join('\n'),
  subject: ({ content }: Draft) =>
    [content.typeName, content.subject, content.decidingAuthority, content.enactment]
      .filter(Boolean)
      .join('\n'),
  legalBases: ({ content }: Draft) => (content.legalBases ?? []).join('\n'),
  addressees: ({ content }: Draft) => (content.addressees ?? []).join('\n'),
  body: ({ content }: Draft) => content.body.map(blockText).join('\n'),
  recipients: ({ content }: Draft) =>
    [...(content.recipients?.items ?? []), content.recipients?.archive].filter(Boolean).join('\n'),
  signature: ({ content: { signature } }: Draft) =>
    [...(signature?.authority ?? []), signature?.post, signature?.name].filter(Boolean).join('\n'),
  annexes: ({ content }: Draft) =>
    (content.annexes ?? []).map((annex) => `${annex.label}: ${annex.title}`).join('\n'),
} as const;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];

/** Fields of the content that belong to each part of the comparison. */
const fieldsOfPart: Readonly<Record<Exclude<Part, 'title'>, readonly (keyof OfficialContent)[]>> = {
  head: ['head', 'scale', 'urgency', 'circulationMark', 'drafterMark', 'contactLine'],
  subject: ['typeName', 'subject', 'decidingAuthority', 'enactment'],
  legalBases: ['legalBases'],
  addressees: ['addressees', 'addresseesLabel'],
  body: ['body', 'hasEndMark'],
  recipients: ['recipients'],
  signature: ['signature'],
  annexes: ['annexes'],
};

const merge = (mine: Draft, theirs: Draft, choice: Readonly<Record<string, 'mine' | 'theirs'>>): Draft => {
  const content: Record<string, unknown> = { ...mine.content };
  for (const part of partNames) {
    if (part === 'title' || choice[part] !== 'theirs') continue;
    for (const field of fieldsOfPart[part]) content[field] = theirs.content[field];
  }
  return {
    title: choice.title === 'theirs' ? theirs.title : mine.title,
    content: content as OfficialContent,
  };
};

/**
 * Saves a draft by itself while it is written. A save that came too late (409) opens the comparison of both versions;
 * without a connection the text stays and is tried again at the next change.
 */
export const useAutosave = (
  base: OfficialDocument,
  draft: Draft,
  take: { onSaved: (document: OfficialDocument) => void; onReplaced: (draft: Draft) => void },
): { state: SaveState; fault: string | undefined; dialog: ReactNode; saveNow: () => Promise<void> } => {
  const text = useText();
  const version = useRef(base.version);
  const savedText = useRef(JSON.stringify({ title: base.title, content: base.content }));
  const latest = useRef(draft);
  latest.current = draft;
  const { onSaved, onReplaced } = take;
  const callbacks = useRef({ onSaved, onReplaced });
  callbacks.current = { onSaved, onReplaced };
  const running = useRef<Promise<void>>(Promise.resolve());
  const [state, setState] = useState<SaveState>('saved');
  const [fault, setFault] = useState<string>();
  const [current, setCurrent] = useState<OfficialDocument>();

  const send = useCallback(async (): Promise<void> => {
    const sent = latest.current;
    const sentText = JSON.stringify(sent);
    if (sentText === savedText.current) return setState('saved');
    setState('saving');
    try {
      const saved = await call(saveOfficialDocumentRoute, {
        params: { id: base.id },
        body: { ...sent, version: version.current },
      });
      version.current = saved.version;
      savedText.current = sentText;
      setFault(undefined);
      setState(JSON.stringify(latest.current) === sentText ? 'saved' : 'waiting');
      callbacks.current.onSaved(saved);
    } catch (thrown) {
      const problem = problemOf(thrown) as (Problem & { current?: OfficialDocument }) | undefined;
      setState('failed');
      setFault(problem?.status ? (problem.errors?.[0]?.field ?? problem.title) : undefined);
      if (problem?.code === 'platform.stale' && problem.current) setCurrent(problem.current);
    }
  }, [base.id]);
  const saveNow = useCallback((): Promise<void> => {
    running.current = running.current.then(send);
    return running.current;
  }, [send]);

  const draftText = JSON.stringify(draft);
  useEffect(() => {
    if (draftText === savedText.current || current) return;
    setState('waiting');
    const timer = setTimeout(() => void saveNow(), restMs);
    return () => clearTimeout(timer);
  }, [draftText, saveNow, current]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (JSON.stringify(latest.current) !== savedText.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  const theirs = current && { title: current.title, content: current.content };
  const settle = (next: Draft): void => {
    if (!current) return;
    version.current = current.version;
    savedText.current = JSON.stringify({ title: current.title, content: current.content });
    setCurrent(undefined);
    callbacks.current.onReplaced(next);
  };
  const dialog = current && theirs && (
    <ConflictDialog
      isOpen
      savedBy={current.savedBy}
      fields={partNames
        .filter((part) => parts[part](draft) !== parts[part](theirs))
        .map((part) => ({
          name: part,
          label: text(`documents.part.${part}` as TextKey),
          mine: <span style={{ whiteSpace: 'pre-wrap' }}>{parts[part](draft) || '—'}</span>,
          theirs: <span style={{ whiteSpace: 'pre-wrap' }}>{parts[part](theirs) || '—'}</span>,
        }))}
      onSave={(choice) => settle(merge(draft, theirs, choice))}
      onTakeTheirs={() => settle(theirs)}
      onClose={() => setCurrent(undefined)}
    />
  );
  return { state, fault, dialog, saveNow };
};
