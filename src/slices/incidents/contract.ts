/**
 * What other slices and the web may know of incidents without the server: codes, schemas and routes live in
 * `contract/<topic>.ts`; this file names the events and the reference that travels.
 */

export { incidentErrors, incidentEvents } from './contract/errors.ts';
export { listIncidentsRoute } from './contract/incident-routes.ts';
export { type IncidentRef, incidentRefSchema } from './contract/schemas.ts';
