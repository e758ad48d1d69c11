import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { type ConflictChoice, ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import { problemOf } from '../../../ui/problem.ts';
import type { TextKey } from '../../../ui/text-key.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { updateIncidentRoute } from '../contract/incident-routes.ts';
import type { Incident } from '../contract/schemas.ts';
import type { FactChanges } from './incident-context.ts';
import { useTakeIn } from './incident-queries.ts';
import { sayFact } from './say-fact.ts';

type Conflict = { mine: FactChanges; current: Incident };

/** What the present record holds of the facts that somebody wanted to change. */
const presentOf = (current: Incident, fact: string): unknown => {
  if (fact === 'agencyId') return current.agency?.id ?? null;
  if (fact === 'systemId') return current.system?.id ?? null;
  return current[fact as keyof Incident];
};

/** Saving of facts with the comparison that a stale save (409) opens: both values, one to be kept for each. */
export const useIncidentSave = (
  incident: Incident,
): { save: (changes: FactChanges) => Promise<void>; dialog: ReactNode } => {
  const text = useText();
  const language = useLanguage();
  const { takeIn } = useTakeIn();
  const [conflict, setConflict] = useState<Conflict>();

  const send = async (changes: FactChanges, version: number): Promise<void> => {
    try {
      takeIn(await call(updateIncidentRoute, { params: { id: incident.id }, body: { ...changes, version } }));
      setConflict(undefined);
    } catch (thrown) {
      const problem = problemOf(thrown) as { code?: string; current?: Incident } | undefined;
      if (problem?.code !== 'platform.stale' || !problem.current) throw thrown;
      setConflict({ mine: changes, current: problem.current });
    }
  };
  const choose = (choice: ConflictChoice) => {
    if (!conflict) return;
    const kept = Object.fromEntries(
      Object.entries(conflict.mine).filter(([fact]) => choice[fact] === 'mine'),
    );
    if (Object.keys(kept).length === 0) {
      takeIn(conflict.current);
      setConflict(undefined);
    } else void send(kept as FactChanges, conflict.current.version);
  };
  const dialog = conflict && (
    <ConflictDialog
      isOpen
      fields={Object.entries(conflict.mine).map(([fact, mine]) => ({
        name: fact,
        label: text(`incidents.fact.${fact}` as TextKey),
        mine: sayFact(fact, mine, text, language),
        theirs: sayFact(fact, presentOf(conflict.current, fact), text, language),
      }))}
      onSave={choose}
      onTakeTheirs={() => {
        takeIn(conflict.current);
        setConflict(undefined);
      }}
      onClose={() => setConflict(undefined)}
    />
  );
  return { save: (changes) => send(changes, incident.version), dialog };
};
