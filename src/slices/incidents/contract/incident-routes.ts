import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { incidentErrors } from './errors.ts';
import {
  assignBodySchema,
  classifyBodySchema,
  idSchema,
  incidentListSchema,
  incidentSchema,
  instantSchema,
  listQuerySchema,
  moveBodySchema,
  openIncidentBodySchema,
  personNameSchema,
  updateIncidentBodySchema,
} from './schemas.ts';

const params = z.strictObject({ id: idSchema });
const changeErrors = [
  platformErrors.notFound,
  platformErrors.notAllowed,
  platformErrors.invalid,
  platformErrors.stale,
  incidentErrors.ended,
];

export const listIncidentsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents',
  access: 'incident.read',
  summary: 'Incidents that the caller may see, filtered and sorted',
  query: listQuerySchema,
  answer: incidentListSchema,
});

export const openIncidentRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents',
  access: 'incident.open',
  summary: 'Opens an incident',
  body: openIncidentBodySchema,
  answer: incidentSchema,
  errors: [platformErrors.invalid],
  isIdempotent: true,
});

export const getIncidentRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id',
  access: 'incident.read',
  summary: 'One incident: facts, people, abilities, possible moves and counts',
  params,
  answer: incidentSchema,
  errors: [platformErrors.notFound],
});

export const updateIncidentRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/incidents/:id',
  access: 'incident.update',
  summary: 'Changes facts of an incident; a stale version is answered with the current record',
  params,
  body: updateIncidentBodySchema,
  answer: incidentSchema,
  errors: changeErrors,
});

export const classifyIncidentRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/classifications',
  access: 'incident.classify',
  summary: 'Classifies an incident, or anew; earlier classifications stay on record',
  params,
  body: classifyBodySchema,
  answer: incidentSchema,
  errors: changeErrors,
  isIdempotent: true,
});

export const moveIncidentRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/moves',
  access: 'incident.read',
  summary: 'Moves an incident to another status',
  params,
  body: moveBodySchema,
  answer: incidentSchema,
  errors: [...changeErrors, incidentErrors.moveNotPossible, incidentErrors.closingIncomplete],
  isIdempotent: true,
});

export const assignPersonRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/people',
  access: 'incident.assign',
  summary: 'Assigns the lead or a member; a new lead makes the earlier one a member',
  params,
  body: assignBodySchema,
  answer: incidentSchema,
  errors: [platformErrors.notFound, platformErrors.invalid, incidentErrors.ended],
  isIdempotent: true,
});

export const removePersonRoute = defineRoute({
  method: 'DELETE',
  path: '/api/v1/incidents/:id/people/:personId',
  access: 'incident.assign',
  summary: 'Ends the part of a person; the record of it stays',
  params: z.strictObject({ id: idSchema, personId: idSchema }),
  answer: incidentSchema,
  errors: [platformErrors.notFound, incidentErrors.notTakingPart],
});

export const listCandidatesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incident-candidates',
  access: 'incident.assign',
  summary: 'People who may be assigned to incidents',
  answer: z.object({ items: z.array(personNameSchema) }),
});

export const historyEntrySchema = z.object({
  id: idSchema,
  at: instantSchema,
  action: z.string(),
  actor: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export const incidentHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/history',
  access: 'incident.read',
  summary: 'Every recorded change of an incident, newest first',
  params,
  query: z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    /** Only changes of this fact. */
    field: z.string().max(40).optional(),
  }),
  answer: z.object({ items: z.array(historyEntrySchema), nextCursor: z.string().nullable() }),
  errors: [platformErrors.notFound, platformErrors.notAllowed],
});
