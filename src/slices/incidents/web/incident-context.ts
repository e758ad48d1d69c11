import { createContext, useContext } from 'react';
import type { BodyInputOf } from '../../../platform/http/route.ts';
import type { updateIncidentRoute } from '../contract/incident-routes.ts';
import type { Incident } from '../contract/schemas.ts';

export type FactChanges = Omit<NonNullable<BodyInputOf<typeof updateIncidentRoute>>, 'version'>;

export type IncidentPageValue = {
  incident: Incident;
  /** Saves facts; a stale save opens the comparison and is settled there. Other refusals are thrown. */
  save: (changes: FactChanges) => Promise<void>;
};

const IncidentContext = createContext<IncidentPageValue | null>(null);
export const IncidentProvider = IncidentContext.Provider;

/** The incident of this page. Only below `IncidentProvider`. */
export const useThisIncident = (): IncidentPageValue => {
  const value = useContext(IncidentContext);
  if (!value) throw new Error('no incident on this page');
  return value;
};
