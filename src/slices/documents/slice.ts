import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { documentJobs } from './jobs.ts';
import { createDocuments } from './migrations/0001-create-documents.ts';
import { renderingService } from './rendering.ts';

/** Files and official documents. Its routes are those of the records that the documents belong to. */
export const documentsSlice: ServerSlice = {
  name: 'documents',
  migrations: [createDocuments],
  routes: [],
  grants: {},
  background: [renderingService],
  jobs: documentJobs,
};
