import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { IncidentAccess } from './access.ts';

type Told = IncidentAccess & { id: string; number: string };

/** Tells live pages and later slices. TLP:RED reaches only those cleared for it; inner matters never reach agencies. */
export const tellChange = (
  ctx: Ctx,
  tx: Tx,
  type: string,
  incident: Told,
  options: { isInternal?: boolean; data?: Readonly<Record<string, string>> } = {},
): Promise<void> => {
  const isRed = incident.tlp === 'red';
  return ctx.publish(tx, {
    type,
    data: { id: incident.id, ...options.data },
    permission: isRed ? 'incident.read-red' : 'incident.read',
    organisationId: isRed || options.isInternal ? null : incident.agency_id,
    personIds: incident.participant_ids,
  });
};

/**
 * Records a change. Of a TLP:RED incident the record names the facts that changed but not their values, since auditors of
 * the whole system read it too.
 */
export const auditIncident = (
  ctx: Ctx,
  tx: Tx,
  action: string,
  incident: Told,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  ctx.audit(
    tx,
    action,
    {
      kind: 'incident',
      id: incident.id,
      label: incident.number,
      // Heads of agencies read their audit rows; inner work is none of those.
      organisationId: null,
    },
    incident.tlp === 'red' ? { fields: Object.keys(data) } : data,
  );
