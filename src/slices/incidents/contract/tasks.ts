import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { taskStateSchema } from './codes.ts';
import { incidentErrors } from './errors.ts';
import {
  idSchema,
  incidentRefSchema,
  instantInputSchema,
  instantSchema,
  lineSchema,
  personNameSchema,
  versionSchema,
} from './schemas.ts';

export const taskSchema = z.object({
  id: idSchema,
  version: versionSchema,
  title: z.string(),
  description: z.string(),
  assignee: personNameSchema.nullable(),
  dueAt: instantSchema.nullable(),
  isOverdue: z.boolean(),
  state: taskStateSchema,
  doneNote: z.string().nullable(),
  doneAt: instantSchema.nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
});
export type Task = z.infer<typeof taskSchema>;

const params = z.strictObject({ id: idSchema });
const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
const dueAt = instantInputSchema.nullable();
const description = z.string().max(20_000);

export const listTasksRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/tasks',
  access: 'incident.read',
  summary: 'Tasks of an incident: open ones first, by due time',
  params,
  query: z.strictObject(pageQuery),
  answer: z.object({ items: z.array(taskSchema), nextCursor: z.string().nullable() }),
  errors: [platformErrors.notFound, platformErrors.notAllowed],
});

/** Open tasks over all incidents that the caller sees, next due first. */
export const listDueTasksRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incident-tasks',
  access: 'incident.read',
  summary: 'Open tasks of the caller (or of everybody) over all incidents, next due first',
  query: z.strictObject({
    ...pageQuery,
    scope: z.enum(['mine', 'all']).default('mine'),
    dueBefore: instantInputSchema.optional(),
  }),
  answer: z.object({
    items: z.array(taskSchema.extend({ incident: incidentRefSchema })),
    nextCursor: z.string().nullable(),
  }),
});

export const addTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/tasks',
  access: 'incident.task',
  summary: 'Adds a task to an incident',
  params,
  body: z.strictObject({
    title: lineSchema,
    description: description.default(''),
    assigneeId: idSchema.nullable().default(null),
    dueAt: dueAt.default(null),
  }),
  answer: taskSchema,
  errors: [platformErrors.notFound, platformErrors.invalid, incidentErrors.ended],
  isIdempotent: true,
});

export const updateTaskRoute = defineRoute({
  method: 'PATCH',
  path: '/api/v1/incidents/:id/tasks/:taskId',
  access: 'incident.task',
  summary: 'Changes a task or its state',
  params: z.strictObject({ id: idSchema, taskId: idSchema }),
  body: z
    .strictObject({
      title: lineSchema,
      description,
      assigneeId: idSchema.nullable(),
      dueAt,
      state: taskStateSchema,
      doneNote: z.string().max(20_000).nullable(),
    })
    .partial()
    .extend({ version: versionSchema }),
  answer: taskSchema,
  errors: [platformErrors.notFound, platformErrors.invalid, platformErrors.stale],
});
