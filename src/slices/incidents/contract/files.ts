import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { fileSchema } from '../../documents/contract.ts';
import { idSchema } from './schemas.ts';

const params = z.strictObject({ id: idSchema });

export const listIncidentFilesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/files',
  access: 'incident.read',
  summary: 'Files of an incident with their SHA-256',
  params,
  answer: z.object({ items: z.array(fileSchema) }),
  errors: [platformErrors.notFound, platformErrors.notAllowed],
});

export const addIncidentFilesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/incidents/:id/files',
  access: 'incident.file',
  summary: 'Adds files to an incident (multipart, field `file`)',
  params,
  body: z.strictObject({ note: z.string().max(2_000).optional() }),
  bodyKind: 'multipart',
  answer: z.object({ items: z.array(fileSchema) }),
  status: 201,
  errors: [platformErrors.notFound, platformErrors.tooLarge, platformErrors.unsupportedMedia],
});

export const getIncidentFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/incidents/:id/files/:fileId',
  access: 'incident.read',
  summary: 'Content of a file, always as a download',
  params: z.strictObject({ id: idSchema, fileId: idSchema }),
  answer: 'file',
  errors: [platformErrors.notFound, platformErrors.notAllowed],
});
