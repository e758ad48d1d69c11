import type { Subscriber } from '../../platform/ctx/services.ts';
import { organisationChanged } from '../accounts/contract/organisation.ts';
import { calendarChanged } from '../calendar/contract.ts';
import { incidentEvents } from '../incidents/contract.ts';
import { handOverDrafting } from '../team/contract/hand-over.ts';
import { startContactClocks } from './clocks/open-team-duties.ts';
import { syncIncidentClocks } from './clocks/sync-incident-clocks.ts';
import { tellHandOver } from './clocks/tell-hand-over.ts';

const onIncident: Subscriber = (ctx, tx, event) => syncIncidentClocks(ctx, tx, String(event.data.id));

/** What starts, moves and stops clocks, in the transaction of the change itself. */
export const dutySubscribers: Readonly<Record<string, Subscriber>> = {
  [handOverDrafting]: tellHandOver,
  [incidentEvents.opened]: onIncident,
  [incidentEvents.changed]: onIncident,
  [organisationChanged]: async (ctx, tx, event) => {
    if (event.data.isContactChanged === true) await startContactClocks(ctx, tx);
  },
  [calendarChanged]: (ctx, tx) => ctx.enqueue(tx, 'duties.recount-clocks', {}),
};
