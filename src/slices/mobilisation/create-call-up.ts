import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { takeNumbers } from '../../platform/numbers/next-numbers.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { getHolderOfRole } from '../agencies/public.ts';
import { addSystemLogEntry, findVisibleIncident } from '../incidents/public.ts';
import { type CalledMember, callPeople } from './call-people.ts';
import { auditSubjectOf, getCallUpRow, getRunningCallUp, recordSteps, tellCallUp } from './call-up-rows.ts';
import type { CallUp, CreateCallUp } from './contract/call-up.ts';
import { LINK_HOURS } from './contract/codes.ts';
import { mobilisationErrors } from './contract/errors.ts';
import { describeCallUp } from './queries/describe-call-up.ts';

const HOUR_MS = 3_600_000;

/** HD-2026-0001: "huy động"; checks are counted apart, KT-2026-0001 ("kiểm tra"). */
const takeNumber = async (ctx: Ctx, tx: Tx, isExercise: boolean): Promise<string> => {
  const year = Number(vietnamDateOf(ctx.now()).slice(0, 4));
  const running = await takeNumbers(tx, isExercise ? 'call-up-check' : 'call-up', year);
  return `${isExercise ? 'KT' : 'HD'}-${year}-${String(running).padStart(4, '0')}`;
};

/** Who speaks: the Standing agency of the day; before one is recorded, the one of the profile. */
export const findSender = async (ctx: Ctx, tx: Tx): Promise<{ id: string | null; name: string }> => {
  const holder = await getHolderOfRole(tx, 'standing-agency', vietnamDateOf(ctx.now()));
  if (holder) return { id: holder.id, name: holder.name };
  const { standingAgencyName: name } = await getOrganisationProfile(tx);
  if (!name) throw mobilisationErrors.noStandingAgency();
  return { id: null, name };
};

const checkInput = async (ctx: Ctx, tx: Tx, input: CreateCallUp) => {
  const fault = (field: string, reason: string) =>
    platformErrors.invalid(undefined, { fields: [{ field, reason }] });
  if (!input.isExercise && !input.incidentId) throw fault('incidentId', 'required');
  if (input.isExercise && input.incidentId) throw fault('incidentId', 'mobilisation.exerciseHasNoIncident');
  if (input.presentAt && new Date(input.presentAt).getTime() < ctx.now().getTime() - HOUR_MS) {
    throw fault('presentAt', 'mobilisation.past');
  }
  if (!input.incidentId) return undefined;
  const incident = await findVisibleIncident(tx, ctx.actor, input.incidentId);
  if (!incident) throw platformErrors.notFound();
  if (!incident.is_open) throw fault('incidentId', 'mobilisation.incidentEnded');
  return incident;
};

/**
 * Calls people up: number, recipients, notices, record, live event in one transaction. The notices leave right after the
 * commit; a crash in between loses none, since they stand in the outbox.
 */
export const createCallUp = (ctx: Ctx, input: CreateCallUp): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const incident = await checkInput(ctx, tx, input);
    const sender = await findSender(ctx, tx);
    const now = ctx.now();
    const id = uuid7(now.getTime());
    await tx
      .insertInto('call_ups')
      .values({
        id,
        number: await takeNumber(ctx, tx, input.isExercise),
        is_exercise: input.isExercise,
        incident_id: input.incidentId,
        state: 'running',
        urgency: input.urgency,
        standing_agency_id: sender.id,
        standing_agency_name: sender.name,
        text: input.text,
        place: input.place,
        present_at: input.presentAt,
        bring: input.bring,
        contact: input.contact,
        legal_basis: input.legalBasis,
        minutes: JSON.stringify(input.minutes),
        links_expire_at: new Date(now.getTime() + LINK_HOURS * HOUR_MS),
        created_at: now,
        created_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        created_by_label: ctx.actor.label,
        ended_by_label: null,
        end_reason: null,
        document_id: null,
      })
      .execute();
    const callUp = await getCallUpRow(tx, id);
    await recordSteps(ctx, tx, id, [{ kind: 'created' }]);
    await callPeople(ctx, tx, callUp, input.members, input.askHeads);
    if (incident) {
      await addSystemLogEntry(ctx, tx, incident.id, 'mobilisation.log.calledUp', {
        number: callUp.number,
        count: input.members.length,
      });
    }
    await ctx.audit(tx, 'call-up.created', auditSubjectOf(callUp), {
      isExercise: input.isExercise,
      members: input.members.length,
    });
    await tellCallUp(ctx, tx, id, await listPersonIds(tx, id));
    return describeCallUp(ctx, tx, id);
  });

const listPersonIds = async (tx: Tx, callUpId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('call_up_recipients')
    .select('person_id')
    .where('call_up_id', '=', callUpId)
    .where('person_id', 'is not', null)
    .execute();
  return rows.map((row) => row.person_id as string);
};

/** Calls more members in a running call-up; heads of agencies that were not asked yet are asked. */
export const addCalled = (ctx: Ctx, id: string, members: readonly CalledMember[]): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getRunningCallUp(tx, id);
    const heads = await tx
      .selectFrom('call_up_recipients')
      .select('id')
      .where('call_up_id', '=', id)
      .where('kind', '=', 'head')
      .limit(1)
      .executeTakeFirst();
    await callPeople(ctx, tx, callUp, members, heads !== undefined);
    await ctx.audit(tx, 'call-up.people-added', auditSubjectOf(callUp), { members: members.length });
    await tellCallUp(ctx, tx, id, await listPersonIds(tx, id));
    return describeCallUp(ctx, tx, id);
  });
