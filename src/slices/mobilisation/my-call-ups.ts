import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { deriveKey } from '../../platform/ctx/derive-key.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { deriveVapidKeys } from '../../platform/web-push/vapid.ts';
import { getIncidentRefs } from '../incidents/public.ts';
import { answerInTx } from './answer-call.ts';
import { setAttendanceInTx } from './attendance.ts';
import type { CallUpRow, RecipientRow } from './call-up-rows.ts';
import type { Answer, MyCallUp } from './contract/answers.ts';
import { mobilisationErrors } from './contract/errors.ts';
import { lockAnswering } from './receive-answer-mail.ts';

const ITEMS_MAX = 50;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const ownId = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'person' || !ctx.actor.id) throw platformErrors.notAllowed();
  return ctx.actor.id;
};

const describe = async (
  ctx: Ctx,
  tx: Tx,
  found: readonly { callUp: CallUpRow; recipient: RecipientRow }[],
): Promise<MyCallUp[]> => {
  const open = found.filter(({ recipient }) => recipient.access_from).map(({ callUp }) => callUp.incident_id);
  const incidents = await getIncidentRefs(
    tx,
    ctx.actor,
    open.filter((id) => id !== null),
  );
  return found.map(({ callUp, recipient }) => ({
    recipientId: recipient.id,
    number: callUp.number,
    isExercise: callUp.is_exercise,
    isRunning: callUp.state === 'running',
    standingAgency: callUp.standing_agency_name,
    text: callUp.text,
    task: recipient.task,
    place: callUp.place,
    presentAt: iso(callUp.present_at),
    bring: callUp.bring,
    contact: callUp.contact,
    state: recipient.state,
    calledAt: iso(recipient.called_at),
    comingAt: iso(recipient.coming_at),
    reason: recipient.reason,
    arrivedAt: iso(recipient.arrived_at),
    leftAt: iso(recipient.left_at),
    incident: (callUp.incident_id && incidents.get(callUp.incident_id)) || null,
  }));
};

/** The call-ups of the signed-in person, running ones first. */
export const listMyCallUps = (ctx: Ctx) => {
  const personId = ownId(ctx);
  return ctx.tx(async (tx) => {
    const recipients = await tx
      .selectFrom('call_up_recipients')
      .selectAll()
      .where('person_id', '=', personId)
      .where('state', '!=', 'reserve')
      .orderBy('id', 'desc')
      .limit(ITEMS_MAX)
      .execute();
    const ids = recipients.map((row) => row.call_up_id);
    const callUps = new Map(
      ids.length === 0
        ? []
        : (await tx.selectFrom('call_ups').selectAll().where('id', 'in', ids).execute()).map((row) => [
            row.id,
            row,
          ]),
    );
    const found = recipients.flatMap((recipient) => {
      const callUp = callUps.get(recipient.call_up_id);
      return callUp ? [{ callUp, recipient }] : [];
    });
    const items = await describe(ctx, tx, found);
    const isOn = ctx.services.settings.KHIEN_PUSH_CONTACT !== undefined;
    return {
      items: items.sort((first, second) => Number(second.isRunning) - Number(first.isRunning)),
      pushKey: isOn ? deriveVapidKeys(deriveKey(ctx.services.masterKey, 'web-push')).publicKey : null,
      can: {},
    };
  });
};

/**
 * Runs with the rows of the system, since an answer touches the incident and the backup; that the recipient is the caller is
 * checked first. Another person's recipient looks like none.
 */
const withOwn = (
  ctx: Ctx,
  recipientId: string,
  work: (named: Ctx, tx: Tx, callUp: CallUpRow, recipient: RecipientRow) => Promise<void>,
): Promise<MyCallUp> => {
  const personId = ownId(ctx);
  const named = ctx.asSystem(ctx.actor.label);
  return named.tx(async (tx) => {
    const found = await lockAnswering(tx, recipientId);
    if (!found || found.recipient.person_id !== personId || found.recipient.state === 'reserve') {
      throw platformErrors.notFound();
    }
    if (found.callUp.state !== 'running') throw mobilisationErrors.ended({ number: found.callUp.number });
    await work(named, tx, found.callUp, found.recipient);
    const after = await lockAnswering(tx, recipientId);
    const [item] = await describe(named, tx, after ? [after] : []);
    return item as MyCallUp;
  });
};

export const answerMyCallUp = (ctx: Ctx, recipientId: string, answer: Answer): Promise<MyCallUp> =>
  withOwn(ctx, recipientId, (named, tx, callUp, recipient) =>
    answerInTx(named, tx, callUp, recipient, answer, 'app'),
  );

/** One tap on arrival, one on leaving; the time is that of the tap. */
export const setMyAttendance = (ctx: Ctx, recipientId: string, what: 'arrived' | 'left'): Promise<MyCallUp> =>
  withOwn(ctx, recipientId, (named, tx, callUp, recipient) => {
    if (what === 'left' && !recipient.arrived_at) throw mobilisationErrors.answerDoesNotFit();
    return setAttendanceInTx(named, tx, callUp, recipient, {
      arrivedAt: recipient.arrived_at ?? ctx.now(),
      leftAt: what === 'left' ? ctx.now() : recipient.left_at,
    });
  });
