import type { ServerSlice } from '../../platform/ctx/server-slice.ts';
import { handOverDrafting } from '../team/contract/hand-over.ts';
import { intakeGrants } from './access.ts';
import { recogniserService } from './background.ts';
import { imapService, smtpService } from './mail-services.ts';
import { createIntake } from './migrations/0001-create-intake.ts';
import { createPublicRoutes } from './public-pages/public-routes.ts';
import { intakeRoutes } from './routes.ts';
import { tellHandOver } from './tell-hand-over.ts';

/** The single focal point: reports from every channel, receipts, conversation, triage. */
export const intakeSlice: ServerSlice = {
  name: 'intake',
  migrations: [createIntake],
  routes: [...intakeRoutes, ...createPublicRoutes()],
  grants: intakeGrants,
  subscribers: { [handOverDrafting]: tellHandOver },
  background: [recogniserService, smtpService, imapService],
};
