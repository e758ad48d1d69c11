import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { takeNumbers } from '../../platform/numbers/next-numbers.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { addParticipant } from './assign-person.ts';
import { checkFacts } from './check-facts.ts';
import { recordClassification } from './classify-incident.ts';
import { homeZone } from './contract/codes.ts';
import { incidentEvents } from './contract/errors.ts';
import type { ClassifyIncident, Incident, OpenIncident } from './contract/schemas.ts';
import { describeIncident } from './queries/describe-incident.ts';
import { isActivePerson } from './queries/references.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { searchTextOf } from './search-text.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/** Room for the running number within `number_key`. */
const numbersPerYear = 10_000_000;

const takeNumber = async (tx: Tx, now: Date) => {
  const year = Number(vietnamDateOf(now).slice(0, 4));
  const running = await takeNumbers(tx, 'incident', year);
  return {
    number: `SC-${year}-${String(running).padStart(4, '0')}`,
    number_key: year * numbersPerYear + running,
  };
};

/** An incident to open; what is missing is unknown. */
export type NewIncident = Omit<Partial<OpenIncident>, 'detectedAt' | 'reportedAt' | 'title'> & {
  title: string;
  detectedAt: string | Date;
  reportedAt?: string | Date;
  classification?: Omit<ClassifyIncident, 'version' | 'rsit' | 'attackType'> &
    Partial<Pick<ClassifyIncident, 'rsit' | 'attackType'>>;
};

const checkOpening = async (ctx: Ctx, tx: Tx, input: NewIncident): Promise<void> => {
  const self = ctx.actor.id !== null && ctx.actor.id === input.leadPersonId ? [ctx.actor.id] : [];
  await checkFacts(ctx, tx, input, {
    agency_id: input.agencyId ?? null,
    participant_ids: self,
    tlp: input.tlp ?? 'amber',
  });
  if (input.leadPersonId && !(await isActivePerson(tx, input.leadPersonId))) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'leadPersonId', reason: 'incidents.unknownPerson' }],
    });
  }
};

const toRow = (ctx: Ctx, input: NewIncident, numbered: { number: string; number_key: number }) => {
  const now = ctx.now();
  const texts = {
    title: input.title,
    description: input.description ?? '',
    system_name: input.systemName || null,
  };
  return {
    id: uuid7(now.getTime()),
    ...numbered,
    ...texts,
    agency_id: input.agencyId ?? null,
    system_id: input.systemId ?? null,
    status: 'received' as const,
    detected_at: input.detectedAt,
    detected_precision: input.detectedPrecision ?? 'minute',
    detected_zone: input.detectedZone ?? homeZone,
    reported_at: input.reportedAt ?? now,
    occurred_at: input.occurredAt ?? null,
    tlp: input.tlp ?? 'amber',
    handled_by: input.handledBy ?? null,
    damage_vnd: input.damageVnd ?? null,
    personal_data: input.personalData ?? 'unknown',
    signs: input.signs ?? [],
    personal_data_kinds: input.personalDataKinds ?? [],
    personal_data_found_at: input.personalDataFoundAt ?? null,
    detection_source: input.detectionSource ?? null,
    notified_parties: input.notifiedParties ?? [],
    search_text: searchTextOf({ ...numbered, ...texts }),
    opened_at: now,
    opened_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    opened_by_label: ctx.actor.label,
    updated_at: now,
  };
};

/**
 * Opens an incident in the caller's transaction, e.g. from a report. The number is taken after the checks, since its row
 * stays locked until the transaction ends.
 */
export const openIncidentInTx = async (
  ctx: Ctx,
  tx: Tx,
  input: NewIncident,
): Promise<{ id: string; number: string }> => {
  ctx.require('incident.open');
  if (input.classification) ctx.require('incident.classify');
  await checkOpening(ctx, tx, input);
  const row = toRow(ctx, input, await takeNumber(tx, ctx.now()));
  await tx.insertInto('incidents').values(row).execute();
  const { id, number } = row;
  if (input.leadPersonId) await addParticipant(ctx, tx, id, input.leadPersonId, 'lead');
  await addSystemLogEntry(ctx, tx, id, 'incidents.log.opened', { number }, { isInternal: false });
  const opened = {
    id,
    number,
    agency_id: row.agency_id,
    participant_ids: input.leadPersonId ? [input.leadPersonId] : [],
    tlp: row.tlp,
  };
  await auditIncident(ctx, tx, 'incident.opened', opened, { title: row.title, agencyId: row.agency_id });
  if (input.classification) await recordClassification(ctx, tx, opened, null, input.classification);
  await tellChange(ctx, tx, incidentEvents.opened, opened);
  return { id, number };
};

/** Opens an incident by hand. */
export const openIncident = (ctx: Ctx, input: OpenIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const { id } = await openIncidentInTx(ctx, tx, input);
    return describeIncident(ctx, tx, await getVisibleIncident(tx, ctx.actor, id));
  });
