import './tables.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { listPeopleWithRole } from '../accounts/public.ts';
import { openIncidentInTx } from '../incidents/public.ts';
import { dutyGrants } from './access.ts';
import { addClockEvents, type ClockRow } from './clocks/clock-rows.ts';
import { describeClocks } from './clocks/describe-clocks.ts';
import { settleClock } from './clocks/settle-clock.ts';
import type { FormKind } from './contract.ts';
import { nameOfRecipient, recordOne } from './dispatch/send-dispatches.ts';
import { createForm } from './save-form.ts';
import { openCalendarDuties } from './watch-duties.ts';
import { createYearlyForm } from './yearly-forms.ts';

const formsOf: readonly [status: 'in-response' | 'closed', kinds: readonly FormKind[]][] = [
  ['in-response', ['form-03', 'notice-24h']],
  ['closed', ['form-03', 'form-04', 'final-report']],
];
const incidentsEach = 3;
const hourMs = 3_600_000;

/** Late ones in the demo: one in so many, each with its reason; and so many of the newest that nobody explained. */
const lateEvery = 23;
const unexplained = 1;
const reasons = [
  'Chờ chủ quản xác nhận phạm vi ảnh hưởng trước khi báo cáo.',
  'Mất kết nối trục liên thông văn bản, gửi lại sau khi khôi phục.',
  'Sự cố xảy ra trong đêm, phải bổ sung thông tin của đơn vị vận hành.',
];

const at = (ctx: Ctx, moment: Date, actor: Actor): Ctx =>
  createCtx({ ...ctx.services, clock: { now: () => moment } }, { actor, language: 'vi' });

/** An open severe incident with personal data: its 24-hour and 72-hour clocks run on the first page. */
const openSevere = (ctx: Ctx, actor: Actor): Promise<void> => {
  const detected = new Date(ctx.now().getTime() - 5 * hourMs);
  const past = at(ctx, new Date(detected.getTime() + hourMs), actor);
  return past.tx(async (tx) => {
    await openIncidentInTx(past, tx, {
      title: 'Mã độc mã hóa dữ liệu máy chủ một cửa điện tử',
      description:
        'Máy chủ tiếp nhận hồ sơ bị mã hóa, xuất hiện thư đòi tiền chuộc. Chưa xác định đường xâm nhập.',
      detectedAt: detected,
      detectedPrecision: 'minute',
      systemName: 'Hệ thống thông tin giải quyết thủ tục hành chính',
      tlp: 'amber',
      personalData: 'yes',
      personalDataKinds: ['basic', 'biometric'],
      personalDataFoundAt: new Date(detected.getTime() + 40 * 60_000).toISOString(),
      signs: ['serious-interruption', 'complex'],
      classification: {
        group: 'severe',
        severity: 'M1',
        cause: 'attack',
        attackType: 'data-encryption',
        reason: 'Hệ thống cấp độ 3 ngừng phục vụ người dân, có dữ liệu cá nhân.',
      },
    });
  });
};

/** Sends to everybody of a clock at a moment of the past, with the number of the letter as proof. */
const fulfil = (ctx: Ctx, actor: Actor, row: ClockRow, moment: Date, index: number): Promise<void> => {
  const past = at(ctx, moment, actor);
  return past.tx(async (tx) => {
    const [clock] = await describeClocks(past, tx, [row]);
    if (!clock) return;
    const isLate = moment > row.due_at;
    if (isLate) {
      const reason = reasons[index % reasons.length] ?? '';
      await addClockEvents(past, tx, [
        { clockId: row.id, kind: 'breached', data: { share: 100 }, at: row.due_at },
        { clockId: row.id, kind: 'reason-given', data: { reason } },
      ]);
      await tx
        .updateTable('duty_clocks')
        .set({ late_reason: reason, warned_share: 100 })
        .where('id', '=', row.id)
        .execute();
    }
    for (const recipient of clock.recipients) {
      await recordOne(past, tx, row, {
        addressee: { key: recipient.key, name: nameOfRecipient(past)(recipient), address: null },
        channel: clock.channels.includes('document-system') ? 'document-system' : 'portal',
        title: `${clock.titleVi}, ${clock.subject.label}`,
        message: '',
        documents: [],
        attachments: [],
        sentAt: moment,
        proof: {
          kind: 'letter-number',
          reference: `${100 + index}/BC-ĐƯCSC`,
          at: moment.toISOString(),
        },
      });
    }
    await settleClock(past, tx, row);
  });
};

const listRunning = (ctx: Ctx): Promise<ClockRow[]> =>
  ctx.tx((tx) =>
    tx
      .selectFrom('duty_clocks')
      .selectAll()
      .where('subject_kind', '=', 'incident')
      .where('state', '=', 'running')
      .where('due_at', '<', ctx.now())
      .orderBy('due_at')
      .execute(),
  );

/** What has fallen due was sent in time, but for a few; the newest late one still waits for its reason. */
const sendPast = async (ctx: Ctx, actor: Actor): Promise<void> => {
  let index = 0;
  for (let round = 0; round < 12; round += 1) {
    const rows = await listRunning(ctx);
    const due =
      round === 0 ? rows.slice(0, Math.max(0, rows.length - unexplained)) : rows.slice(0, -unexplained);
    if (due.length === 0) return;
    for (const row of due) {
      index += 1;
      const span = row.due_at.getTime() - row.started_at.getTime();
      const isLate = index % lateEvery === 7 && ctx.now().getTime() > row.due_at.getTime() + 6 * hourMs;
      const moment = isLate
        ? new Date(row.due_at.getTime() + (2 + (index % 4)) * hourMs)
        : new Date(
            row.started_at.getTime() +
              Math.floor(span * (row.rule_id === 'A4' ? 0.95 : 0.3 + (index % 6) / 10)),
          );
      // Nobody reports what nobody has recorded yet.
      const sentAt = new Date(Math.max(moment.getTime(), row.created_at.getTime() + 4 * 60_000));
      await fulfil(ctx, actor, row, sentAt, index);
    }
  }
};

const incidentRights = ['incident.open', 'incident.classify', 'incident.read', 'incident.read-red'] as const;

/** Who did all this: a duty officer of the demo, with every right over incidents. */
const findOfficer = async (ctx: Ctx): Promise<Actor> => {
  const [officer] = await ctx.tx((tx) => listPeopleWithRole(tx, 'duty-officer'));
  if (!officer) return ctx.actor;
  const permissions = new Map(
    [...Object.keys(dutyGrants), ...incidentRights].map((name) => [name, 'any' as const]),
  );
  const { id, fullName: label } = officer;
  return { kind: 'person', id, label, reach: 'all', organisationIds: [], permissions };
};

/** Forms of the newest incidents, dispatches of the past, running clocks, and the duties of the year. */
export const fillDutiesDemo = async (ctx: Ctx): Promise<void> => {
  const actor = await findOfficer(ctx);
  await openSevere(ctx, actor);
  await sendPast(ctx, actor);
  await openCalendarDuties(ctx);
  for (const [status, kinds] of formsOf) {
    const incidents = await ctx.tx((tx) =>
      tx
        .selectFrom('incidents')
        .select('id')
        .where('status', '=', status)
        .orderBy('id', 'desc')
        .limit(incidentsEach)
        .execute(),
    );
    for (const { id } of incidents) {
      for (const kind of kinds) await createForm(ctx, id, kind);
    }
  }
  const year = Number(vietnamDateOf(ctx.now()).slice(0, 4));
  for (const kind of ['form-01', 'form-08-331'] as const) await createYearlyForm(ctx, { kind, year });
};
