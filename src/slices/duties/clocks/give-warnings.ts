import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Language } from '../../../platform/i18n/catalogue.ts';
import { queueMails } from '../../../platform/outbox/queue-mail.ts';
import { findPerson, listPeopleWithRole } from '../../accounts/public.ts';
import { addSystemLogEntry, findVisibleIncident } from '../../incidents/public.ts';
import { listOnDuty } from '../../team/public.ts';
import type { DutyRule, Ladder } from '../contract/rules.ts';
import { shareTime } from '../rules/due-time.ts';
import { findRule, getRuleSets } from '../rules/rule-sets.ts';
import { addClockEvents, type ClockRow, nextWarning } from './clock-rows.ts';
import { tellClocks } from './sync-incident-clocks.ts';

const batch = 200;

type Warned = { row: ClockRow; rule: DutyRule; share: number };
type Reader = { email: string; language: Language };

/** People of one rung of the ladder, for one clock. */
const listReaders = async (
  ctx: Ctx,
  tx: Tx,
  row: ClockRow,
  parties: Ladder[number]['to'],
): Promise<Reader[]> => {
  const readers: Reader[] = [];
  const addPerson = async (id: string | null) => {
    const person = id ? await findPerson(tx, id) : undefined;
    if (person?.state === 'active') readers.push(person);
  };
  for (const party of parties) {
    if (party === 'incident-lead') {
      if (row.subject_kind !== 'incident' || !row.subject_id) continue;
      await addPerson((await findVisibleIncident(tx, ctx.actor, row.subject_id))?.lead_person_id ?? null);
    } else if (party === 'on-duty') {
      for (const { personId } of await listOnDuty(tx, ctx.now())) await addPerson(personId);
    } else readers.push(...(await listPeopleWithRole(tx, party)));
  }
  return readers;
};

/** The highest rung that is reached; a program that was down warns once, not of everything it slept through. */
const reachedShare = (ladder: Ladder, row: ClockRow, now: Date): number =>
  Math.max(
    row.warned_share,
    ...[...ladder.map(({ share }) => share), 100].filter(
      (share) => shareTime(row.started_at, row.due_at, share, row.pauses) <= now,
    ),
  );

/** Notes the warning on the clock; from then on it is never given again. */
const note = async (ctx: Ctx, tx: Tx, ladder: Ladder, { row, share }: Warned): Promise<void> => {
  await tx
    .updateTable('duty_clocks')
    .set({
      warned_share: share,
      next_warning_at: nextWarning(ladder, {
        startedAt: row.started_at,
        dueAt: row.due_at,
        pauses: row.pauses,
        warnedShare: share,
      }),
    })
    .where('id', '=', row.id)
    .execute();
  await addClockEvents(ctx, tx, [
    { clockId: row.id, kind: share >= 100 ? 'breached' : 'warned', data: { share } },
  ]);
  if (share >= 100 && row.subject_kind === 'incident' && row.subject_id) {
    await addSystemLogEntry(ctx, tx, row.subject_id, 'duties.log.breached', { rule: row.rule_id });
  }
};

/** `23/11/2026 02:10` in Viet Nam, whatever the zone of the machine. */
const formatInVietnam = (at: Date): string => {
  const [date = '', time = ''] = new Date(at.getTime() + 7 * 3_600_000).toISOString().split('T');
  return `${date.split('-').reverse().join('/')} ${time.slice(0, 5)}`;
};

/** One mail for each reader, however many clocks it is about. It names numbers, never what happened: mail is no safe place. */
const composeMails = (ctx: Ctx, byReader: ReadonlyMap<string, { reader: Reader; warned: Warned[] }>) =>
  [...byReader.values()].map(({ reader, warned }) => {
    const t = (key: Parameters<Ctx['t']>[0], params?: Parameters<Ctx['t']>[1]) =>
      ctx.services.texts.t(reader.language, key, params);
    const isBreach = warned.some(({ share }) => share >= 100);
    const lines = warned.map(({ row, rule, share }) =>
      t(share >= 100 ? 'duties.mail.breached-line' : 'duties.mail.line', {
        rule: rule.id,
        title: reader.language === 'vi' ? rule.titleVi : rule.titleEn,
        subject:
          row.subject_kind === 'incident' ? row.subject_label : t(`duties.subject.${row.subject_kind}`),
        due: formatInVietnam(row.due_at),
        share,
      }),
    );
    return {
      to: reader.email,
      subject: t(isBreach ? 'duties.mail.breached-subject' : 'duties.mail.subject', { count: warned.length }),
      text: t('duties.mail.text', {
        lines: lines.join('\n'),
        url: `${ctx.services.publicUrl()}/duties`,
      }),
      isAutomaticReply: true,
      subjectKind: 'duty-warning',
    };
  });

/**
 * Gives the warnings that are due, up the ladder of each rule set: a mail, a mark on the desk, a line of history. Each is
 * noted on its clock in the same transaction as its mail, so that it is given once, through restarts and with several
 * processes.
 * @returns how many clocks were warned of
 */
export const giveWarnings = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const now = ctx.now();
    const rows = await tx
      .selectFrom('duty_clocks')
      .selectAll()
      .where('next_warning_at', '<=', now)
      .where('state', '=', 'running')
      .orderBy('next_warning_at')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return 0;
    const sets = await getRuleSets(
      tx,
      rows.map((row) => row.rule_set_id),
    );
    const byReader = new Map<string, { reader: Reader; warned: Warned[] }>();
    for (const row of rows) {
      const set = sets.get(row.rule_set_id);
      const rule = findRule(set, row.rule_id);
      if (!set || !rule) continue;
      const { ladder } = set.content;
      const share = reachedShare(ladder, row, now);
      const warned = { row, rule, share };
      const rung = ladder.findLast((step) => step.share <= share);
      for (const reader of await listReaders(ctx, tx, row, rung?.to ?? [])) {
        const held = byReader.get(reader.email) ?? { reader, warned: [] };
        if (!held.warned.some((one) => one.row.id === row.id)) held.warned.push(warned);
        byReader.set(reader.email, held);
      }
      await note(ctx, tx, ladder, warned);
    }
    const domain = ctx.services.settings.KHIEN_MAIL_FROM.split('@').pop();
    await queueMails(tx, now, composeMails(ctx, byReader), domain);
    await tellClocks(ctx, tx);
    ctx.afterCommit(() => ctx.services.wakeOutbox());
    return rows.length;
  });
