import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { documentGrants } from './access.ts';
import { documentJobs } from './jobs.ts';
import { createDocuments } from './migrations/0001-create-documents.ts';
import { createOfficialDocuments } from './migrations/0002-create-official-documents.ts';
import { renderingService } from './rendering.ts';
import { documentRoutes } from './routes.ts';

/** Files and official documents. Files and forms are reached by the routes of the records that they belong to. */
export const documentsSlice: ServerSlice = {
  name: 'documents',
  migrations: [createDocuments, createOfficialDocuments],
  routes: documentRoutes,
  grants: documentGrants,
  background: [renderingService],
  jobs: documentJobs,
};
