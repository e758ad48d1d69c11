/** What later slices may call. Each function expects the caller's transaction. */

export { visibleIncidentIds } from './access.ts';
export { addSystemLogEntry, type LogParams } from './add-log-entry.ts';
export { addObservables } from './add-observables.ts';
export { type ExtractedObservable, extractObservables } from './extract-observables.ts';
export {
  type IncidentClockFacts,
  type IncidentForClocks,
  incidentFactsForClocks,
  incidentsForClocksById,
  listIncidentsForClocks,
} from './incident-facts-for-clocks.ts';
export { incidentFactsForForms } from './incident-facts-for-forms.ts';
export { getIncidentRefs } from './incident-refs.ts';
export { type NewIncident, openIncidentInTx } from './open-incident.ts';
export { countOpenWork, type OpenWork } from './queries/count-open-work.ts';
export { type CountedIncident, listCountedIncidents } from './queries/list-counted-incidents.ts';
export { listIncidentsLike } from './queries/list-incidents-like.ts';
export { listSharedMeasures, type SharedMeasure } from './queries/list-shared-measures.ts';
export { findVisibleIncident } from './queries/visible-incident.ts';
export { addSecondedPersonInTx, endSecondedPersonInTx, type Seconded } from './seconded-people.ts';
